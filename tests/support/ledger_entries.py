"""Entries of a ledger, made up by hand: theorems and claims that came out in every way."""

TWINS = {"generated": 5, "handwritten": 2, "refused": 6, "refuted": 4, "consequences": 3, "undecided": 1}


def entry(name, verdict, steps, models, chapter="elbo", **more):
    return {"id": f"{chapter}.{name}", "chapter": chapter, "title": f"about {name}", "verdict": verdict, "fully_proved": verdict == "proved",
            "steps": [{}]*steps, "models": models, "twins": {}, "problems": [], "is_correction": False, "cause": None, **more}


THEOREMS = [
    entry("one", "proved", 4, {"exact": 12, "bulk": 6000, "shapes": 20, "with_zeros": 1500, "evaluations": 7000}, twins=TWINS,
          consequences=["a sign", "another law[z]"]),
    entry("two", "failed", 0, {"exact": 0, "bulk": 0}, problems=["line 3 needs integrable[q(z)](f(z))", "told above"]),
    entry("three", "undecided", 1, {"exact": 7, "bulk": 5000, "shapes": 8, "with_zeros": 5000, "evaluations": 90}, twins=TWINS,
          undecided=["a hole"], consequences=["a sign " + "and more"*20], chapter="q1_1_1", is_correction=True, problems=["a word "*30])]
CLAIMS = [{"question": "1", "id": "1-a", "says": "so", "verdict": "proved", "reached": True, "evidence": "2 steps", "correction": None,
           "models": {"exact": 3, "bulk": 5500, "shapes": 9, "with_zeros": 12, "evaluations": 10}},
          {"question": "1", "id": "1-b", "says": "not so", "verdict": "refuted", "reached": True, "evidence": "model", "correction": {"text": "rather so"}},
          {"question": "1", "id": "1-c", "says": "odd", "verdict": "refuted", "reached": False, "evidence": "none given", "correction": None},
          {"question": "1", "id": "1-d", "says": "who knows", "verdict": "not checkable", "reached": True, "evidence": "vague", "correction": {"text": "unseen"}},
          {"question": "1", "id": "1-e", "says": "ran", "verdict": "contradicted", "reached": True, "evidence": "7", "correction": {"text": "less"}}]
