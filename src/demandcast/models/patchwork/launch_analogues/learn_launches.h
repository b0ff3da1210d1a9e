// Learns the launches of a catalogue from a stream of its series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/models/patchwork/launch_analogues/launch_analogues_options.h"
#include "demandcast/models/patchwork/launch_analogues/launch_catalogue.h"

namespace demandcast {

/// [age] A series' demand from its launch to its origin, `reach` ages at most, without its season; sold-out cells as
/// expected_history() has them, negative demand as zero, NaN where nothing is known.
std::vector<float> launch_curve(const SeriesView& series, Period start, std::size_t reach, const LaunchSeason& season,
                                std::size_t pool);

/// Passes over the stream four times, the season's passes beside. Reads each series up to its origin only. Throws
/// ConfigError for a column that is not there.
LaunchFacts learn_launches(const LaunchAnaloguesOptions& options, const PanelStream& training, int steps,
                           const RunContext& context);

}  // namespace demandcast
