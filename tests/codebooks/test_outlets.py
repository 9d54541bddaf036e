import pytest

from onrecord.codebooks.outlets import load_outlets


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("AP", "Associated Press"),
        ("the Guardian", "The Guardian"),
        ("BBC News", "BBC"),
        ("Agence France Presse", "Agence France-Presse"),
        ("Vice", "Vice"),
        ("Slate", "Slate"),
        ("Jane Doe", None),
        ("", None),
    ],
)
def test_usual_names(name, usual):
    assert load_outlets().usual_name(name) == usual


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("www.bbc.co.uk", "BBC"),
        ("BBC.COM", "BBC"),
        ("news.sky.com", "Sky News"),
        ("sport.sky.com", None),
        ("economictimes.indiatimes.com", "Economic Times"),
        ("indiatimes.com", None),
        ("notbbc.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_the_longest_domain_that_a_host_ends_in(host, outlet):
    assert load_outlets().of_host(host) == outlet


def test_domains_are_bare_hosts():
    for domain in load_outlets().domains:
        assert domain == domain.lower().strip("./")
        assert domain.count(".") >= 1
        assert not domain.startswith("www.")
