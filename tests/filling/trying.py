"""What the suites of this folder have in common: each test is a function, a failure is told by its name, the last line counts.

    @test
    def what_must_hold(): ...

    if __name__ == "__main__":
        sys.exit(run_tests())
"""
TESTS = []
SHOWN = 1500  # characters of what went wrong


def test(function):
    TESTS.append(function)
    return function


def run_tests():
    """Runs the tests of the suite that was started, not those of suites that it imports; whether any failed."""
    bad, tests = 0, [one for one in TESTS if one.__module__ == "__main__"]
    for one in tests:
        try:
            one()
        except Exception as error:  # noqa: BLE001: any failure is a failed test
            bad += 1
            print("not ok %s: %s: %s" % (one.__name__, type(error).__name__, str(error)[:SHOWN]))
    print("%d passed, %d failed" % (len(tests) - bad, bad))
    return bad != 0
