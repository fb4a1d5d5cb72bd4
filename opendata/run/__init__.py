"""`opendata run`: everything on schedule, in one supervised process."""
