"""What is hidden of a library's credentials."""

import pytest

from harvesters.credentials import without_credentials

ENVIRONMENT = {
    "OPENDATA_A_B_USER": "reader",
    "OPENDATA_A_B_PASSWORD": "hidden",
    "OPENDATA_OPEN_USER": "reader",
    "OPENDATA_TOLD_TOKEN": "t0ken",
}


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("a-b", "no Basic cmVhZGVyOmhpZGRlbg== here", "no Basic … here"),
        ("a-b", "reader:hidden", "reader:…"),
        ("told", "Bearer t0ken is wrong", "Bearer … is wrong"),
        ("open", "reader", "reader"),
        ("other", "t0ken", "t0ken"),
    ],
)
def test_they_are_left_out_of_what_a_server_says_again(code: str, text: str, shown: str) -> None:
    assert without_credentials(text, code, ENVIRONMENT) == shown
