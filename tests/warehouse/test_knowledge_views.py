"""The seeds as views: complete, and joined to events as docs/knowledge.md shows."""

from __future__ import annotations

import re

import pytest

from datelines.seeds.knowledge import knowledge
from datelines.seeds.loader import ROOT as SEEDS
from datelines.seeds.read import read_all
from datelines.sources.records import MechanismRef
from datelines.warehouse import Reader, Writer
from datelines.warehouse.knowledge import from_seeds
from tests import ROOT
from tests.factories import extracted, person, report

PAGE = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")
OFFICES, PARTIES, MEMBERS = re.findall(r"^```sql\n(.+?)^```", PAGE, re.M | re.S)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return two meetings, of a speaker and of a president, and a session of the SCO with a guest."""
    tokayev = person("Kassym-Jomart Tokayev", id="kassym-jomart-tokayev")
    putin = person("Vladimir Putin", "RUS", id="vladimir-putin", role="target")
    iran = person("Hassan Rouhani", "IRN", id="hassan-rouhani", role="target")
    sco = MechanismRef("sco", "Shanghai Cooperation Organisation", "SCO", None, None)
    speaker = report("Tokayev met Putin.", "e1", "2015-05-05", participants=[tokayev, putin])
    president = report("Tokayev and Putin met.", "e2", "2024-07-04", participants=[tokayev, putin])
    session = report("The SCO met.", "e3", "2019-06-14", participants=[tokayev, iran])
    object.__setattr__(session, "mechanism", sco)
    with Writer(tmp_path_factory.mktemp("knowledge")) as writer:
        read = [extracted("a", speaker), extracted("b", president), extracted("c", session)]
        writer.write(read, "r", "2026-02-01T08:00:00+00:00")
        return Reader(writer.publish(from_seeds()))


def test_everything_that_can_act_every_term_and_every_member_is_there(reader: Reader) -> None:
    base, seeds = knowledge(), read_all(SEEDS)
    acting = {e.id for e in base.entities.values() if e.kind in {"person", "country", "organisation"}}
    assert {row[0] for row in reader.query("SELECT actor_id FROM actors").rows} == acting
    terms = sum(len(office.holders) for office in seeds.offices.values())
    assert reader.query("SELECT count(*) FROM offices").rows == [(terms,)]
    members = sum(len(body.members) for _, body in seeds.bodies())
    assert reader.query("SELECT count(*) FROM mechanism_members").rows == [(members,)]


def test_every_holder_and_every_member_is_an_actor(reader: Reader) -> None:
    lost = """
        SELECT actor_id FROM offices ANTI JOIN actors USING (actor_id)
        UNION ALL
        SELECT m.country FROM mechanism_members AS m ANTI JOIN actors AS a ON a.actor_id = m.country
        UNION ALL
        SELECT organisation_id FROM offices AS o ANTI JOIN actors AS a ON a.actor_id = o.organisation_id
        WHERE organisation_id IS NOT NULL
    """
    assert reader.query(lost).rows == []


def test_a_term_of_month_precision_is_as_wide_as_it_may_be(reader: Reader) -> None:
    asked = "SELECT held_from::VARCHAR, held_until::VARCHAR FROM offices WHERE actor_id = 'daniyal-akhmetov'"
    assert reader.query(asked).rows == [("2003-06-13", "2007-01-31")]


def test_participants_join_the_office_that_they_held_on_the_day(reader: Reader) -> None:
    rows = [(str(day), actor, office) for day, _, actor, office in reader.query(OFFICES).rows]
    assert ("2015-05-05", "Kassym-Jomart Tokayev", "Chairman of the Senate of Kazakhstan") in rows
    assert ("2024-07-04", "Kassym-Jomart Tokayev", "President of Kazakhstan") in rows
    assert ("2015-05-05", "Kassym-Jomart Tokayev", "President of Kazakhstan") not in rows


def test_reports_join_the_actors_that_take_part(reader: Reader) -> None:
    found = {(row[2], row[3], row[4]) for row in reader.query(PARTIES).rows}
    assert {("kassym-jomart-tokayev", "person", "KAZ"), ("vladimir-putin", "person", "RUS")} <= found


def test_reports_of_an_organisation_join_its_members_of_the_day(reader: Reader) -> None:
    rows = [(mechanism, country, status) for _, mechanism, country, status in reader.query(MEMBERS).rows]
    sco = "Shanghai Cooperation Organisation"
    assert (sco, "KAZ", "member") in rows
    assert (sco, "IRN", "member") not in rows  # a member since 2023
