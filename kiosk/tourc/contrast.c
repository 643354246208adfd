#include "tourc/contrast.h"

#include <math.h>

static double linear(uint32_t channel)
{
    double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * linear(colour >> 16 & 0xFF) + 0.7152 * linear(colour >> 8 & 0xFF) +
           0.0722 * linear(colour & 0xFF);
}

double contrast_ratio(uint32_t a, uint32_t b)
{
    double l_a = luminance(a);
    double l_b = luminance(b);
    return (fmax(l_a, l_b) + 0.05) / (fmin(l_a, l_b) + 0.05);
}
