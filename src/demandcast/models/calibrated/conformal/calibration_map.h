// Where outcomes fell in the distributions forecast for them, and which positions quantiles therefore have to take.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"

namespace demandcast {

/// Where outcomes fell below the level l with the frequency l, the position p(l) = log(l / (1 - l)); else the position
/// that they did fall below with that frequency: the empirical quantile of the outcomes' positions (conformal
/// prediction on the scale of probabilities [Romano, Patterson & Candes 2019, "Conformalized quantile regression",
/// asymmetric form; Kuleshov, Fenner & Ermon 2018 for maps of probabilities]). Pools are nested
/// (series_pools.h), and what is thin leans on what is broader, with the weight k / (n + k) for n independent outcomes,
/// where k is `min_outcomes`: all on the forecast as it was, a step of all on all, a pool on the pool that holds it, a
/// pool at a step on that pool at the step, moved by what the two pools differ by over all steps. Of n independent
/// outcomes the quantile of level q is the one of rank (n + 1) q, below which the next outcome falls with the
/// probability q (Vovk, Gammerman & Shafer 2005).
class CalibrationMap {
 public:
  /// `nesting` [depth]: pools of each depth, from 1 to the finest, each a multiple of the one before. `stretch` widens
  /// the distribution of positions around its median (small_sample_stretch.h).
  CalibrationMap(const PooledOutcomes& outcomes, std::span<const std::size_t> nesting, double min_outcomes,
                 double stretch);
  /// From numbers that were saved. Throws FormatError when their number is wrong.
  CalibrationMap(std::size_t steps, std::size_t pools, std::vector<double> offsets);

  /// Position in the forecast distribution at which the calibrated quantile of `level` stands. Offsets are linear in
  /// the position of the level between those of CurveLevels::standard(), held beyond. Not sorted over levels.
  double position(std::size_t step, std::size_t pool, double level) const;
  const std::vector<double>& offsets() const { return offsets_; }  ///< [step, pool, level]

 private:
  std::span<const double> row(std::size_t step, std::size_t pool) const;

  std::size_t pools_;
  std::vector<double> offsets_;
};

}  // namespace demandcast
