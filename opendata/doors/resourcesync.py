"""`/.well-known/resourcesync` and `/resourcesync/`: ResourceSync's documents on the current release."""

from flask import Blueprint, request
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata.doors.described import Described
from opendata.doors.feed_answers import feed
from opendata.doors.site import Site
from opendata.feeds import resourcesync
from opendata.feeds.resourcesync import ChangeList
from opendata.release import blocks, changes
from opendata.release.changes import ReleaseChanges

_XML = "application/xml"


def blueprint(site: Site, described: Described) -> Blueprint:
    """The door for mirrors."""
    door = Blueprint("resourcesync", __name__)
    base, archive = site.settings.base_iri, site.published.archive

    def missing() -> WerkzeugResponse:
        return site.message(request, 404, "not_found_title", "not_found_text")

    @door.get("/.well-known/resourcesync")
    def description() -> WerkzeugResponse:
        return feed(resourcesync.description(base), _XML)

    @door.get("/resourcesync/capabilities.xml")
    def capabilities() -> WerkzeugResponse:
        return feed(resourcesync.capabilities(base), _XML)

    @door.get("/resourcesync/resources.xml")
    def resource_index() -> WerkzeugResponse:
        release = site.published.release()
        if release is None:
            return missing()

        def make(_: object) -> bytes:
            return resourcesync.resource_index(base, release.instant, blocks.blocks(archive, release))

        return feed(described.once(("resourcesync", release.number), make), _XML)

    @door.get("/resourcesync/resources/<int:number>.xml")
    def resources(number: int) -> WerkzeugResponse:
        release = site.published.release()
        found = blocks.block(archive, release, number) if release else []
        if release is None or not found:
            return missing()
        return feed(resourcesync.resources(base, release.instant, found), _XML)

    @door.get("/resourcesync/changes.xml")
    def change_index() -> WerkzeugResponse:
        if site.published.release() is None:
            return missing()
        return feed(resourcesync.change_index(base, _of_releases(site, described)), _XML)

    @door.get("/resourcesync/changes/recent.xml")
    def recent() -> WerkzeugResponse:
        release = site.published.release()
        part = resourcesync.recent(_of_releases(site, described))
        if release is None or part is None:
            return missing()
        found = changes.page(archive, release, part.first, part.last)
        return feed(resourcesync.recent_list(base, part, found), _XML)

    @door.get("/resourcesync/changes/<int:number>-<int:part>.xml")
    def change_list(number: int, part: int) -> WerkzeugResponse:
        release = site.published.release()
        wanted = _change_list(_of_releases(site, described), number, part)
        if release is None or wanted is None:
            return missing()
        found = changes.page(archive, release, wanted.first, wanted.last)
        return feed(resourcesync.change_list(base, wanted, found), _XML, immutable=True)

    return door


def _of_releases(site: Site, described: Described) -> list[ReleaseChanges]:
    release = site.published.release()
    if release is None:
        return []
    found: list[ReleaseChanges] = described.once(
        ("changes", release.number), lambda _: changes.of_releases(site.published.archive, release)
    )
    return found


def _change_list(found: list[ReleaseChanges], number: int, part: int) -> ChangeList | None:
    """The list of that address: from the release and the one before it alone."""
    at = next((place for place, each in enumerate(found) if each.release == number), None)
    if at is None:
        return None
    lists = resourcesync.change_lists(found[max(at - 1, 0) : at + 1])
    return next((each for each in lists if (each.release, each.part) == (number, part)), None)
