"""Files of long lists: asked for, made by a job, given to the person who asked, forgotten."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from arcore.company.models import User
from arcore.exports import making
from arcore.exports.making import ExportRefused, list_at
from arcore.exports.models import PART_BYTES, ExportedFile, ExportedPart
from arcore.exports.tasks import KEPT_FOR, forget_old_files, make_file
from arcore.jobs.models import Progress, State
from arcore.jobs.run import run_job
from tests.ui.export.reading import rows_of_csv

LIST = "/customers/?q=adatum&sort=-no&export=csv"


@pytest.fixture
def jane(house, client):
    """A browser with an accountant in front of it."""
    client.user = house.user("jane")
    client.force_login(client.user)
    return client


def work_off(progress: Progress, address: str = LIST) -> Progress:
    run_job(make_file, progress.pk, {"address": address})
    progress.refresh_from_db()
    return progress


def ask(client, address: str = LIST) -> Progress:
    response = client.post("/exports/start/", {"list": address})
    progress = Progress.objects.get()
    assert response.url == progress.get_absolute_url()
    return progress


def test_a_list_is_asked_for_made_and_downloaded(jane, house):
    for _ in range(3):
        house.customer()
    house.customer("Other")
    progress = work_off(ask(jane))
    assert (progress.state, progress.title) == (State.DONE, "Export: Customers")
    assert (progress.done, progress.total) == (3, 3)
    response = jane.get(progress.result_url)
    assert response["Content-Length"] == str(ExportedFile.objects.get().size)
    rows = rows_of_csv(response)[1:]
    assert [row[0] for row in rows] == ["C00003", "C00002", "C00001"]


def test_the_file_speaks_the_language_of_the_person(jane, house):
    User.objects.update(language="fr")
    house.customer()
    progress = work_off(ask(jane))
    with translation.override("en"):
        headers = rows_of_csv(jane.get(progress.result_url), ";")[0]
    assert headers[:2] == ["N°", "Nom"]
    assert progress.title == "Export : Clients"


def test_nobody_else_gets_the_file(jane, house):
    progress = work_off(ask(jane))
    jane.force_login(house.user("ada", "administrator"))
    response = jane.get(progress.result_url)
    assert response.status_code == 403
    assert "made for somebody else" in response.content.decode()


def test_who_may_not_see_the_list_any_more_gets_neither_job_nor_file(jane):
    progress = work_off(ask(jane))
    jane.user.groups.clear()
    assert jane.get(progress.result_url).status_code == 403
    again = work_off(Progress.objects.create(title="Again", user=jane.user))
    assert (again.state, again.message) == (State.FAILED, "You may not see this list.")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "There is no such list"),
        ("/customers/", "There is no such list"),
        ("/customers/?export=pdf", "There is no such list"),
        ("/customers/new/?export=csv", "There is no such list"),
        ("/nowhere/?export=csv", "There is no such list"),
        ("https://evil.example/?export=csv", "There is no such list"),
        ("/" + "x" * 10_000, "There is no such list"),
        ("/ui/kit/list/?export=csv", "You may not see this list."),
        ("/ledger/customers/?remaining_from=NaN&export=csv", "Set it anew"),
        ("/payments/4711/?export=csv", "no longer exists"),
    ],
)
def test_what_is_no_list_is_refused_in_words(jane, address, said):
    page = jane.post("/exports/start/", {"list": address}, follow=True).content.decode()
    assert said in page
    assert not Progress.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert "sign-in" in client.post("/exports/start/", {"list": LIST}).url


def test_a_list_beyond_the_largest_file_is_refused_with_the_way_out(jane, house, monkeypatch):
    monkeypatch.setattr(making, "MOST_ROWS", 2)
    for _ in range(3):
        house.customer()
    progress = work_off(ask(jane))
    assert progress.state == State.FAILED
    assert "more than 2 rows" in progress.message
    assert "narrow it down" in progress.message
    assert not ExportedFile.objects.exists()


def test_a_job_that_runs_again_leaves_one_file(jane, house):
    progress = ask(jane)
    for _ in range(2):
        make_file(progress, LIST)
    assert ExportedFile.objects.count() == 1


def test_content_is_kept_in_parts_and_read_back_whole(db):
    content = bytes(range(256)) * (2 * PART_BYTES // 256) + b"end"
    kept = ExportedFile(progress=Progress.objects.create(title="x"), name="x")
    kept.keep(io.BytesIO(content))
    assert ExportedPart.objects.count() == 3
    assert kept.size == len(content)
    assert b"".join(ExportedFile.objects.get().read()) == content


def test_files_are_forgotten_after_a_week(db):
    for title, age in (("old", KEPT_FOR + timedelta(minutes=1)), ("new", KEPT_FOR / 2)):
        made_at = timezone.now() - age
        progress = Progress.objects.create(title=title)
        ExportedFile(progress=progress, name=title, made_at=made_at).keep(io.BytesIO(b"x"))
    assert forget_old_files() == 1
    assert ExportedFile.objects.get().name == "new"
    assert ExportedPart.objects.count() == 1


def test_the_list_is_asked_for_as_its_person_would_see_it(jane):
    view, request, kind = list_at(LIST, jane.user)
    assert (kind, str(view.sort(request)), request.user) == ("csv", "-no", jane.user)
    with pytest.raises(ExportRefused):
        list_at(LIST, User.objects.create_user("nobody"))
