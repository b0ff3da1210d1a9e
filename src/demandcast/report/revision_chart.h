// The chart of one date as it was forecast from cutoff to cutoff.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/report/report_data.h"

namespace demandcast {

/// A figure with a line of medians for each model that the evaluation draws, the band of the first, and what came
/// true; "" where no date was forecast from three cutoffs.
std::string revision_figure(const SeriesPage& page, const Evaluation& evaluation);

}  // namespace demandcast
