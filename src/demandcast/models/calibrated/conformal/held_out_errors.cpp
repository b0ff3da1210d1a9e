// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/held_out_errors.h"

#include "demandcast/models/calibrated/distribution_engine/past_errors.h"

namespace demandcast {
namespace {

PooledSamples together(const std::vector<PooledSamples>& by_fold, std::size_t left_out) {
  PooledSamples samples(by_fold.front().targets(), by_fold.front().pools());
  for (std::size_t fold = 0; fold < by_fold.size(); ++fold) {
    if (fold != left_out) samples.append(by_fold[fold]);
  }
  return samples;
}

}  // namespace

HeldOutErrors::HeldOutErrors(const std::vector<PooledSamples>& by_fold, double min_errors)
    : all_(together(by_fold, by_fold.size()), min_errors) {
  for (std::size_t fold = 0; fold < by_fold.size(); ++fold) {
    const PooledSamples others = together(by_fold, fold);
    without_.push_back(others.empty() ? all_ : ErrorQuantiles(others, min_errors));
  }
}

const ErrorQuantiles& HeldOutErrors::without(std::string_view id) const {
  return without_[fold_of(id, without_.size())];
}

}  // namespace demandcast
