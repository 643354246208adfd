// Where the visitor is, of what fixes say; the engine's own.
//
// On the way to a stop there are legs, and that is worth more than any receiver: a Kalman filter
// knows how far along them the visitor is and how fast, and by how much the receiver is wrong to
// the east and to the north just now. Such errors last (they change in about a minute), so that a
// bend tells how much of what was measured was error. Before the first stop, and off the legs,
// there is only a point on the plane, drawn towards each fix by as much as it can be trusted.
#pragma once

#include "visit/walk_plan.h"

// Takes a fix; false: it is not believed, and position is as it was, or where it must be by now.
bool track_fix(struct walk *w, const struct walk_plan *plan, const struct fix *fix);

// From now on along the legs, from that metre; or off them.
void track_follow(struct walk *w, double metres);
void track_leave(struct walk *w);
double track_spread_m(const struct walk *w); // of how far along, one sigma
