// From a view of one series to what a local model sees of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/panel_view.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

/// What demand was in the history of `view`, periods that sold out included (data/expected_demand.h), without the
/// unknown cells in front; `season` 0 takes the frequency's own.
/// `y` is empty where nothing is observed. The id points into the view's panel. O(length).
LocalSeries local_series(const SeriesView& view, int season);

/// kNoHistory or kAllZero where no model is needed, kNone where one can try.
FallbackReason trivial_reason(const LocalSeries& series);

}  // namespace demandcast
