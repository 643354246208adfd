// A PNG of every screen and every stop: attract.png, tour-ID.png, stop-ID.png, the first films,
// people and places, the sheets and the built-in page. What a page hides below its edge follows as
// ID-2.png, ID-3.png ...
#pragma once

#include "app/app.h"

// Makes the folder when it is missing. With a bad pack: fault.png alone.
bool shots_write(struct app *app, const char *folder, struct err *err);
