// Past errors as other series made them, so that what is judged by them was not learnt from itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "demandcast/models/calibrated/distribution_engine/error_quantiles.h"

namespace demandcast {

/// Quantiles of the errors of all series, and for each fold of series those of the series outside it: what is laid on a
/// series to learn weights and positions does not know the series' own errors (cross-conformal prediction [Vovk 2015]).
class HeldOutErrors {
 public:
  /// `by_fold` as past_errors_by_fold gives it. O(errors * folds).
  HeldOutErrors(const std::vector<PooledSamples>& by_fold, double min_errors);
  const ErrorQuantiles& all() const { return all_; }
  /// Of the series in other folds than this one; of all series where other folds have none.
  const ErrorQuantiles& without(std::string_view id) const;

 private:
  ErrorQuantiles all_;
  std::vector<ErrorQuantiles> without_;  ///< [fold]
};

}  // namespace demandcast
