// Quantiles of demand summed over spans, by what such sums came to at past origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/conformal/calibration_map.h"
#include "demandcast/models/calibrated/conformal/span_outcomes.h"

namespace demandcast {

/// The quantile of level q of a span is the added-up quantile at the position below which a share q of past sums lay
/// (calibration_map.h, with spans in place of steps), averaged with the one of sample paths, which weighs
/// k / (n + k) for n independent outcomes of the pool, where k is `min_outcomes`.
class SpanCalibration {
 public:
  /// `outcomes` as add_span_outcomes gathers them; the rest as for CalibrationMap.
  SpanCalibration(std::vector<Span> spans, const PooledOutcomes& outcomes, std::span<const std::size_t> nesting,
                  double min_outcomes, double stretch);
  /// From what was saved. Throws FormatError where the arrays do not fit together.
  SpanCalibration(const ArtifactReader& reader, std::size_t pools);
  void save(ArtifactWriter& writer) const;

  /// Averages the quantiles of the paths in `out` with those of past sums, for the spans that were learnt; the others
  /// stay. `forecast` is the one that outcomes were set against, at the levels of CurveLevels::standard().
  void correct(const SeriesPools& pools, const PanelView& view, std::size_t series, const QuantileForecast& forecast,
               bool counted, QuantileForecast& out) const;

 private:
  std::vector<Span> spans_;
  CalibrationMap map_;
  std::vector<double> path_weights_;  ///< [pool]
};

}  // namespace demandcast
