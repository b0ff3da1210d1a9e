// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/combination/member_record.h"

#include <algorithm>
#include <limits>
#include <string>

#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/past_forecasts.h"

namespace demandcast {
namespace {

constexpr float kNoOutcome = std::numeric_limits<float>::quiet_NaN();

/// [series] a number in (0, 1) that goes with the id.
std::vector<double> lots_of(const PanelStream& training) {
  std::vector<double> lots;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        lots.push_back(RandomStream(0, stream_key(view.id(i))).uniform());
      }
    });
  }
  return lots;
}

/// [series] its place among those whose lot is among the `most` lowest; -1 of the others.
std::vector<std::int64_t> sample(const std::vector<double>& lots, std::int64_t most) {
  const double share = static_cast<double>(most) / static_cast<double>(std::max<std::size_t>(lots.size(), 1));
  std::vector<std::int64_t> places;
  std::int64_t next = 0;
  for (const double lot : lots) places.push_back(lot <= share ? next++ : -1);
  return places;
}

}  // namespace

MemberRecord::MemberRecord(const PanelStream& training, const PastOptions& past, std::int64_t most_series,
                           const Horizon& horizon, const RunContext& context)
    : training_(&training),
      context_(&context),
      origins_(choose_past_origins(training, past.windows, past.step, horizon.steps)),
      fits_(past.fits),
      levels_(horizon.levels),
      sampled_(sample(lots_of(training), most_series)) {
  const std::int64_t sampled = sampled_.empty() ? 0 : *std::ranges::max_element(sampled_) + 1;
  demand_.assign(first_cell(static_cast<std::size_t>(sampled), 0), kNoOutcome);
  for (std::size_t shard = 0, first = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& now) {
      for (std::size_t i = 0; i < now.series_count(); ++i) {
        const std::int64_t place = sampled_[first + i];
        if (place < 0) continue;
        for (int window = 0; window < origins_.windows; ++window) {
          const SeriesView series = now.series(i);
          const auto y = demand_after(series, series.origin() - origins_.back(window), origins_.horizon);
          std::ranges::transform(
              y, demand_.begin() + static_cast<std::ptrdiff_t>(first_cell(static_cast<std::size_t>(place), window)),
              [](double value) { return static_cast<float>(value); });
        }
      }
      first += now.series_count();
    });
  }
}

std::size_t MemberRecord::first_cell(std::size_t sampled, int window) const {
  const auto windows = static_cast<std::size_t>(origins_.windows);
  return (sampled * windows + static_cast<std::size_t>(window)) * static_cast<std::size_t>(origins_.horizon);
}

void MemberRecord::add(const Estimator& member) {
  std::vector<float>& said = quantiles_.emplace_back(demand_.size() * levels_.size());
  PastForecasts(member, *training_, origins_, fits_, levels_, *context_).visit([&](PastForecast& past) {
    for (std::size_t i = 0; i < past.now.series_count(); ++i) {
      const std::int64_t place = sampled_[past.first_series + i];
      if (place < 0) continue;
      const std::size_t first = first_cell(static_cast<std::size_t>(place), past.window);
      const bool fell_back = past.forecast.reason(i) != FallbackReason::kNone;
      for (int step = 0; step < origins_.horizon; ++step) {
        const std::size_t cell = first + static_cast<std::size_t>(step);
        if (fell_back) demand_[cell] = kNoOutcome;
        std::ranges::transform(past.forecast.quantiles(i, step),
                               said.begin() + static_cast<std::ptrdiff_t>(cell * levels_.size()),
                               [](double value) { return static_cast<float>(value); });
      }
    }
  });
}

}  // namespace demandcast
