// How well one colour can be read on another.
#pragma once

#include <stdint.h>

// What a tour's accent stands on, and what stands on it: white words on a button, the accent's
// own words on the page (the paper of the theme `daylight`).
#define CONTRAST_WHITE 0xFFFFFFu
#define CONTRAST_PAPER 0xFBF3EAu
#define CONTRAST_LEAST 4.5

// From 1 (the same) to 21 (black and white); colours are 0xRRGGBB, and either may come first.
// Source: Web Content Accessibility Guidelines 2.1, "contrast ratio" and "relative luminance".
double contrast_ratio(uint32_t a, uint32_t b);
