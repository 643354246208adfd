"""The command lines of both programs: what they refuse, and how."""

import os
import tempfile

from rig import expect, run, run_tests


def usage_errors_of_backlot_exit_2_and_name_what_is_wrong(build):
    program = os.path.join(build, "backlot")
    for args, word in [
        (["--nonsense"], "--nonsense"),
        (["--profile", "phone"], "phone"),
        (["--profile"], "--profile"),
        (["--size", "wide"], "wide"),
        (["--size", "1920x"], "1920x"),
        (["--size", "0x0"], "0x0"),
        (["--size", "99999999999x5"], "99999999999x5"),
        (["--panel-mm", "5"], "5"),
        (["--rotate", "45"], "45"),
        (["--text-size", "6"], "6"),
        (["--text-size", "0"], "0"),
        (["--theme", "beige"], "beige"),
        (["--screen", "lobby"], "lobby"),
        (["--position", "compass"], "compass"),
        (["--profile", "kiosk", "--record", "walk.gpx"], "kiosk"),
        (["a.pack", "b.pack"], "b.pack"),
    ]:
        done = run([program, *args])
        expect(done.returncode == 2, f"{args}: exit {done.returncode}")
        expect(word in done.stderr, f"{args}: '{done.stderr}' does not name it")
        expect(not done.stdout, f"{args}: prints '{done.stdout}'")


def help_and_version_are_printed_without_a_display(build):
    for name in ("backlot", "tourc"):
        program = os.path.join(build, name)
        shown = run([program, "--help"])
        expect(shown.returncode == 0 and name in shown.stdout, f"{name} --help")
        expect("--version" in shown.stdout, f"{name} --help leaves out --version")
        version = run([program, "--version"])
        expect(version.returncode == 0 and "0.1.0" in version.stdout, f"{name} --version")


def a_script_that_is_not_there_or_wrong_exits_with_its_line(build):
    program, pack = os.path.join(build, "backlot"), os.path.join(build, "backlot.pack")
    done = run([program, pack, "--script", "/nowhere/script"])
    expect(done.returncode != 0 and "/nowhere/script" in done.stderr, done.stderr)
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "script")
        for text, line in [('wait 1s\nexpect "No such words"\n', "2"), ("juggle\n", "1"),
                           ('\n\ntouch "Nothing of that name"\n', "3")]:
            with open(script, "w") as f:
                f.write(text)
            done = run([program, pack, "--size", "1280x800", "--script", script])
            expect(done.returncode == 1, f"{text!r}: exit {done.returncode}")
            expect(line in done.stderr, f"{text!r}: '{done.stderr}' does not name line {line}")


def a_folder_for_pictures_that_cannot_be_made_is_an_error(build):
    done = run([os.path.join(build, "backlot"), os.path.join(build, "backlot.pack"),
                "--screenshots", "/dev/null/out"])
    expect(done.returncode == 1 and "/dev/null/out" in done.stderr,
           f"exit {done.returncode}: {done.stderr}")


def usage_errors_of_tourc_exit_2(build):
    program = os.path.join(build, "tourc")
    for args in ([], ["bake"], ["build"], ["check"], ["info"], ["new"], ["--nonsense"],
                 ["check", "a", "b"]):
        done = run([program, *args])
        expect(done.returncode == 2, f"{args}: exit {done.returncode}")
        expect(done.stderr, f"{args}: says nothing")


def tourc_on_what_is_not_there_exits_1_and_names_it(build):
    program = os.path.join(build, "tourc")
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "out.pack")
        for args in (["check", "/nowhere"], ["info", "/nowhere"],
                     ["build", "/nowhere", "-o", target]):
            done = run([program, *args])
            expect(done.returncode == 1, f"{args}: exit {done.returncode}")
            expect("/nowhere" in done.stderr, f"{args}: '{done.stderr}'")
        expect(not os.listdir(folder), f"left behind: {os.listdir(folder)}")


if __name__ == "__main__":
    run_tests([
        usage_errors_of_backlot_exit_2_and_name_what_is_wrong,
        help_and_version_are_printed_without_a_display,
        a_script_that_is_not_there_or_wrong_exits_with_its_line,
        a_folder_for_pictures_that_cannot_be_made_is_an_error,
        usage_errors_of_tourc_exit_2,
        tourc_on_what_is_not_there_exits_1_and_names_it,
    ])
