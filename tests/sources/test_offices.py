"""Offices: "the governor of Norway" is the governor who is named, before or after."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[Norway’s interior minister] 1{said} 1<no>. It rained. 2[Interior Minister Ada Okoro] 2{added} 2<that it was old>.",
            ["Ada Okoro"] * 2,
            id="named soon",
        ),
        pytest.param(
            "1[Norway’s interior minister] 1{said} 1<no>. It rained. 2[Health Minister Ada Okoro] 2{added} 2<that it was old>.",
            ["Norway's interior minister", "Ada Okoro"],
            id="another minister",
        ),
        pytest.param(
            "1[Norway’s ambassador] 1{said} 1<no>. It rained. 2[Chile’s ambassador Ada Okoro] 2{added} 2<that it was old>.",
            ["Norway's ambassador", "Ada Okoro"],
            id="of another state",
        ),
        pytest.param(
            "1[Gov. Ada Okoro of Norway] 1{said} 1<no>. It rained. 2[The governor of Norway] 2{added} 2<that it was old>.",
            ["Ada Okoro"] * 2,
            id="named before",
        ),
        pytest.param(
            "1[President Ada Okoro] 1{said} 1<no>. It rained. 2[Norway’s president] 2{added} 2<that it was old>.",
            ["Ada Okoro", "Norway's president"],
            id="nothing says that it is her office",
        ),
        pytest.param(
            "1[Former Gov. Ada Okoro of Norway] 1{said} 1<no>. 2[The governor of Norway] 2{added} 2<that it was old>.",
            ["Ada Okoro", "governor of Norway"],
            id="no longer",
        ),
        pytest.param(
            "1[Teo Reese’s friend Ben Harlow] 1{said} 1<no>. 2[Teo Reese’s friends] 2{added} 2<that it was old>.",
            ["Ben Harlow", "Teo Reese's friends"],
            id="several are not the one",
        ),
    ],
)
def test_an_office_is_that_of_who_is_named_with_it(marked, names):
    assert read(marked).names() == names
