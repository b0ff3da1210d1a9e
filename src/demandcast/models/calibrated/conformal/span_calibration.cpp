// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/span_calibration.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

std::vector<Span> saved_spans(const ArtifactReader& reader) {
  const auto& numbers = reader.integers("spans");
  std::vector<Span> spans;
  for (std::size_t at = 0; at + 1 < numbers.size(); at += 2) {
    spans.push_back({static_cast<int>(numbers[at]), static_cast<int>(numbers[at + 1])});
  }
  return spans;
}

}  // namespace

SpanCalibration::SpanCalibration(std::vector<Span> spans, const PooledOutcomes& outcomes,
                                 std::span<const std::size_t> nesting, double min_outcomes, double stretch)
    : spans_(std::move(spans)), map_(outcomes, nesting, min_outcomes, stretch) {
  for (const double worth : outcomes.independent) {
    path_weights_.push_back(worth > 0 ? min_outcomes / (worth + min_outcomes) : 1.0);
  }
}

SpanCalibration::SpanCalibration(const ArtifactReader& reader, std::size_t pools)
    : spans_(saved_spans(reader)),
      map_(spans_.size(), pools, reader.numbers("span_offsets")),
      path_weights_(reader.numbers("span_path_weights")) {
  if (path_weights_.size() != pools) {
    throw FormatError("[calibrated] the model's arrays of spans do not fit together; fit the model again");
  }
}

void SpanCalibration::save(ArtifactWriter& writer) const {
  std::vector<std::int64_t> spans;
  for (const Span& span : spans_) spans.insert(spans.end(), {span.lead, span.length});
  writer.integers("spans", std::move(spans));
  writer.numbers("span_offsets", map_.offsets());
  writer.numbers("span_path_weights", path_weights_);
}

void SpanCalibration::correct(const SeriesPools& pools, const PanelView& view, std::size_t series,
                              const QuantileForecast& forecast, bool counted, QuantileForecast& out) const {
  const Horizon& horizon = out.horizon();
  for (std::size_t s = 0; s < horizon.spans.size(); ++s) {
    const auto learnt = std::ranges::find(spans_, horizon.spans[s]);
    if (learnt == spans_.end()) continue;
    const auto target = static_cast<std::size_t>(learnt - spans_.begin());
    const std::size_t pool = pool_of_span(pools, view, forecast, series, *learnt);
    const std::vector<double> sums = added_up(forecast, series, *learnt);
    const QuantileCurve curve(CurveLevels::standard(), sums);
    const auto quantiles = out.span_quantiles(series, s);
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      const double direct = std::max(0.0, curve.value(map_.position(target, pool, horizon.levels[q])));
      const double averaged = std::lerp(direct, quantiles[q], path_weights_[pool]);
      quantiles[q] = counted ? std::round(averaged) : averaged;
    }
  }
}

}  // namespace demandcast
