// How much wider than its past errors a forecast must be, because few dates were seen.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/calibrated/paths/error_templates.h"

namespace demandcast {

/// Series share a part s of the variance of their errors on a date (ErrorTemplates::shared). E stretches of a horizon
/// that do not overlap show of that part only s (1 - 1/E), the variance around their own mean, while a new date has
/// s (1 + 1/E) around it: the variance of errors has to grow by 1 + 2 s / E. The square root of that.
double small_sample_stretch(const ErrorTemplates& templates, const PastOrigins& origins);

}  // namespace demandcast
