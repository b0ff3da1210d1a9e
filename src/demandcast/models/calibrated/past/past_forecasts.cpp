// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/past_forecasts.h"

#include <algorithm>

#include "demandcast/models/calibrated/past/earlier_stream.h"

namespace demandcast {
namespace {

constexpr std::int64_t kLocalFits = 4;

std::int64_t fits_of(std::int64_t asked, const Estimator& inner) {
  if (asked > 0) return asked;
  return inner.is_local() ? kLocalFits : 1;
}

/// The first window of a share of `windows` among `shares`.
int share_begin(int share, int windows, int shares) { return share * windows / shares; }

}  // namespace

PastForecasts::PastForecasts(const Estimator& inner, const PanelStream& training, const PastOrigins& origins,
                             std::int64_t fits, std::vector<double> levels, const RunContext& context)
    : training_(&training), context_(&context), origins_(origins), horizon_{origins.horizon, std::move(levels), {}} {
  const int shares = static_cast<int>(std::clamp<std::int64_t>(fits_of(fits, inner), 1, origins.windows));
  for (int share = 0; share < shares; ++share) {
    const int oldest = share_begin(share + 1, origins.windows, shares) - 1;
    forecasters_.push_back(inner.fit(EarlierStream(training, origins.back(oldest)), horizon_, context));
  }
}

int PastForecasts::share_of(int window) const {
  const int shares = static_cast<int>(forecasters_.size());
  int share = 0;
  while (share_begin(share + 1, origins_.windows, shares) <= window) ++share;
  return share;
}

void PastForecasts::visit(const std::function<void(PastForecast&)>& visit) const {
  std::size_t first = 0;
  for (std::size_t shard = 0; shard < training_->shard_count(); ++shard) {
    training_->visit(shard, [&](const PanelView& now) {
      for (int window = 0; window < origins_.windows; ++window) {
        const PanelView then = now.earlier(origins_.back(window));
        const Forecaster& forecaster = *forecasters_[static_cast<std::size_t>(share_of(window))];
        PastForecast past{now, then, forecast_one(forecaster, then, horizon_, *context_), first, window};
        visit(past);
      }
      first += now.series_count();
    });
  }
}

}  // namespace demandcast
