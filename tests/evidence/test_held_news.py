"""Forms of news prose that a blind reading of other outlets' articles brought up."""

from __future__ import annotations

import pytest

from brief.evidence import Claim, verify

SPOKEN = [
    # (text, words, speaker, another person of the text)
    (
        "''We will open the bridge in June,'' Ms. Varga said. ''Nobody thought it possible.''\n\n"
        "Ilona Varga has led the port since 2011. Her deputy is Peter Stahl.",
        "Nobody thought it possible.",
        "Ilona Varga",
        "Peter Stahl",
    ),
    (
        "The rules were hard on many, Peter Stahl said.\n\n"
        '"They promised us a pension," said miners\' widow Ilona Varga.\n\n'
        'She continued, "Now they send letters."',
        "They promised us a pension,",
        "Ilona Varga",
        "Peter Stahl",
    ),
    (
        '"He had a fine night," said KLTV host Marcus Oyelaran. "The rest did not." '
        "Dana Whitcombe was in the hall.",
        "The rest did not.",
        "Marcus Oyelaran",
        "Dana Whitcombe",
    ),
    (
        '"He is weaker than in May," Liberal pollster Bruno Keller, part of the team, told '
        'the paper. "That can change." Dana Whitcombe lost.',
        "That can change.",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "Analysts expected a storm, Dana Whitcombe wrote.\n\n"
        '"The move continues," Bruno Keller, chief strategist at Hollin Ltd., said in a note.',
        "The move continues,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        '"We will override it," Senator Bruno Keller, R-Ky., said on Tuesday. '
        "Dana Whitcombe signed the bill.",
        "We will override it,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "Dana Whitcombe paid nothing to an architect who said he was cheated, saying, "
        '"He did a poor job." Bruno Keller sued her.',
        "He did a poor job.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        "After the fire at the depot (Bruno Keller called it sad), Dana Whitcombe raised the "
        'tension by saying, "Our rivals lit it."',
        "Our rivals lit it.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        'Bruno Keller shows footage of Dana Whitcombe asking, "Why am I not ahead by now?"',
        "Why am I not ahead by now?",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        "Bruno Keller praised the vote on Sunday, only for Dana Whitcombe to tweet on Monday that "
        '"the count was a sham from start to end."',
        "the count was a sham from start to end.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        "Readers wrote to Bruno Keller.\n\n"
        '"I did not sleep that night, and nor did my son." \u2015 Dana Whitcombe',
        "I did not sleep that night, and nor did my son.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        "Bruno Keller kept silent, he said.\n\n"
        '"I will look into it. I do not know the state of it."\n\n- Dana Whitcombe.\n\nShe has.',
        "I will look into it. I do not know the state of it.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        '"It is not new here," said Rep. Bruno Keller (D-Va.) at the time, adding that '
        '"we have done so for years." Dana Whitcombe agreed.',
        "we have done so for years.",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "At a rally in Perry, Iowa, on Sunday, Dana Whitcombe widened her answer, saying that the "
        'state should be "gathering its friends around it." Bruno Keller left.',
        "gathering its friends around it.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        "The debate was so quiet that Dana Whitcombe was prompted to say, "
        '"I cannot believe how polite we are." Bruno Keller smiled.',
        "I cannot believe how polite we are.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
    (
        '"The striking thing is how calm they are," like few before, said Bruno Keller, an '
        "economist. Dana Whitcombe doubts it.",
        "The striking thing is how calm they are,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "Dana Whitcombe made her case, and the hosts moved on, but Bruno Keller was not done.\n\n"
        '"I want the people at home to think of it," he said.',
        "I want the people at home to think of it,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        'Mills got a deal, Jim Jordan said. Later he said, "It raises a lot of questions." '
        "Dana Whitcombe went home.",
        "It raises a lot of questions.",
        "Jim Jordan",
        "Dana Whitcombe",
    ),
    (
        "The two lawmakers, Representatives Bruno Keller of Ohio and Dana Whitcombe of Utah, came."
        '\n\n"She is in a good place," said Mr. Keller.',
        "She is in a good place,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "Dana Whitcombe wrote a book. Asked of it, many shrugged. Said Keller: "
        '"I never saw the point of it." Bruno Keller owns a shop.',
        "I never saw the point of it.",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "Berlin Can Keller Hold On? Monster Keller rose. Does Keller care? Bruno Keller came."
        '\n\n"I never said I would go," Keller said. Dana Whitcombe was there.',
        "I never said I would go,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        '"It was his first try at it," said his best friend at the school, Bruno Keller, who wept. '
        "Dana Whitcombe was there.",
        "It was his first try at it,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        '"I hope you do not mind us," another club brother, Bruno Keller, recalled on Friday. '
        "Dana Whitcombe was there.",
        "I hope you do not mind us,",
        "Bruno Keller",
        "Dana Whitcombe",
    ),
    (
        "After the vote, Dana Whitcombe issued the following statement:\n\n"
        '"Our thoughts are with all those who lost their homes." Bruno Keller was away.',
        "Our thoughts are with all those who lost their homes.",
        "Dana Whitcombe",
        "Bruno Keller",
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker", "other"), SPOKEN)
def test_the_clause_of_news_prose_names_its_speaker(
    text: str, words: str, speaker: str, other: str
) -> None:
    verdict = verify(text, Claim("attribution", words, speaker))
    assert verdict.supported, f"{verdict.code} {verdict.message}"
    assert not verify(text, Claim("attribution", words, other)).supported


VALUES = [
    ("number", "They spoke for about 15 minutes.", "about 15 minutes", True),
    ("number", "They spoke for about 15 minutes.", "15 minutes", False),
    ("number", "Donors gave more than $38million to it.", "more than $38 million", True),
    ("number", "Donors gave more than $38million to it.", "$38 million", False),
    ("number", "It cut its forecast by \u201capproximately 2.5%\u201d.", "about 2.5%", True),
    ("number", "It cut its forecast by \u201capproximately 2.5%\u201d.", "2.5%", False),
    ("number", "Only about 1.5 percent are partners.", "about 1.5 percent", True),
    ("number", "Only about 1.5 percent are partners.", "1.5 percent", False),
    ("number", "It carries 70 million passengers a year.", "70 million passengers", True),
    ("number", "It carries 70 million passengers a year.", "70 million passengers a year", True),
    ("number", "It carries 70 million passengers a year.", "70 million years", False),
    ("date", "It counted them between January 1 and September 18.", "September 18", True),
    ("date", "It polled them from Feb. 11 to Feb. 16, 2024.", "11 February", True),
    ("date", "It polled them from Feb. 11 to Feb. 16, 2024.", "12 February", False),
    ("date", "It met from 11 to 16 February 2024.", "16 February 2024", False),
    ("name", "He thanked Jim Justice.", "J. Justice", True),
    ("name", "But Craig Moffett was late.", "B. Moffett", False),
    ("name", "But Craig Moffett was late.", "C. Moffett", True),
    ("name", "It went to Beatle George Harrison.", "B. Harrison", False),
    ("name", "James B. Comey was there.", "B. Comey", False),
    ("name", "James B. Comey was there.", "J. Comey", True),
    ("name", "James B. Comey was there.", "J. B. Comey", True),
    ("name", "He met Juan Manuel Santos.", "J. Santos", True),
    ("quote", "\u201cA bridge was built,\u201d she said.", "[a] bridge was built", True),
    ("quote", "Он сказал: «Я не был там».", "[я] не был там", True),
    ("quote", "She asked, ''Did he lower them?''", "Did he lower them.", False),
    ("quote", "She asked, “Who first used the ‘pivot’?” and left.", "Who first used the ‘pivot’.",
     False),
    ("quote", "He asked, “Will you pay the [two] men again?”", "Will you … the [two] men again.",
     False),
    ("quote", "All in the country \u200bcombined, we know.", "the country \u200bcombined", True),
    ("quote", "All in the country combined, we know.", "the country \u200bcombined", False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "claimed", "true"), VALUES)
def test_values_names_and_words_of_other_outlets(
    kind: str, text: str, claimed: str, true: bool
) -> None:
    verdict = verify(text, Claim(kind, claimed))
    assert verdict.supported is true, f"{verdict.code} {verdict.message}"


@pytest.mark.parametrize("part", ['He said "a" ', "'' ''a ", '"x," said A who said b, saying '])
def test_a_sentence_of_thousands_of_quotations_takes_linear_time(part: str) -> None:
    from time import process_time

    def cost(size: int) -> float:
        text = '"Start here now," Ann Berg said.\n\n' + part * (size // len(part))
        before = process_time()
        assert verify(text, Claim("attribution", "Start here now,", "Ann Berg")).supported
        return process_time() - before

    cost(1_000)
    small, large = cost(6_000), cost(24_000)
    # Linear is four times as long, quadratic sixteen; a busy machine measures badly.
    assert large < 11 * small + 0.3, f"{small:.2f} s, then {large:.2f} s"
