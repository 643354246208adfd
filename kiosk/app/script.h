// Scripts: a visitor written down, one step a line.
//
//   touch "Start tour"        the target of that name, where it can be seen
//   touch 960,540             px of the upright picture
//   drag 900,800 900,200 300ms
//   key Down                  also Shift+Tab, Ctrl+Q
//   type her                  what a keyboard gives as text, up to the line's end
//   wait 2s                   or 300ms
//   expect "Union Station"    something of that name or value is there; also: expect no "..."
//   screenshot stop.png
//   dump                      the tree, to standard output
//   # a remark
//
// A step that fails prints FILE:LINE: and what was wrong, and ends the script.
#pragma once

#include <stdbool.h>

#include "app/app.h"

bool script_run(struct app *app, const char *path, struct err *err);
// One line; what `script_run` does for each. Errors say nothing of where.
bool script_step(struct app *app, const char *line, struct err *err);
