// How much of each pixel a shape covers, as exact signed areas: each edge adds what lies to its
// right, edges of one shape cancel outside of it, and where shapes overlap a pixel is full once.
//
// All in whole numbers, and every edge is cut up relative to its own beginning: a picture moved by
// whole pixels has the same coverage, and one painted in parts is that painted at once. Sums wrap
// rather than overflow. Bits say which blocks of a row an edge has touched, so that what is far
// from any edge costs one fill, or nothing.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define COVER_SUB 256         // of a pixel's side
#define COVER_REACH (1 << 29) // coordinates of edges lie within, 1/256 px

struct cover {
    int w, h;
    uint32_t *cells; // h rows of `pitch`; between two paintings all 0
    int pitch;
    uint64_t *marks; // h rows of `words`: a bit for 16 cells
    int words;
    int top, bottom; // rows with marks: top <= y < bottom
    uint64_t room;   // bytes of cells and marks
    uint64_t work;   // rows that edges were cut up in, since cover_size
};

void cover_init(struct cover *c);
void cover_release(struct cover *c);
void cover_size(struct cover *c, int w, int h); // and empty

void cover_paper(uint32_t *px, size_t n, uint32_t colour);

// In 1/256 px, right and down.
void cover_edge(struct cover *c, int x0, int y0, int x1, int y1);
// Through what is covered the colour, 0xFFRRGGBB, onto opaque pixels; then it is empty.
void cover_paint(struct cover *c, uint32_t *px, int pitch_px, uint32_t colour);
