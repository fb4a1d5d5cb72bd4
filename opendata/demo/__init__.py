"""Two sample member libraries, and the whole way shown on them."""
