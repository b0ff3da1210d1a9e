// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_own_forecasts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/models/neural/network/own_forecasts.h"

namespace demandcast::neural {

using nn::add_product;
using nn::OwnRows;
using nn::Rows;

namespace {

float dot(const float* a, const float* b, std::int64_t count) {
  float sum = 0;
  for (std::int64_t i = 0; i < count; ++i) sum += a[i] * b[i];
  return sum;
}

/// Shares of the places looked at, and after them of the one that holds nothing; one that is not there has none.
void softmax(std::vector<float>& scores) {
  const float highest = std::max(0.0F, *std::ranges::max_element(scores));
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(score - highest);
  for (float& score : scores) score /= sum;
}

/// Banded attention of one target: shares of the earlier origins, the newest first, whose key is keys.row(row_of(j)),
/// or which are not looked at (-1); and of what holds nothing.
template <class RowOf>
std::vector<float> shares_of(const float* query, Rows<const float> keys, std::int64_t size,
                             const std::vector<float>& bias, std::int64_t earlier, const RowOf& row_of) {
  const float root = 1 / std::sqrt(static_cast<float>(size));
  std::vector<float> shares;
  for (std::int64_t j = 0; j < earlier; ++j) {
    const std::int64_t row = row_of(j);
    shares.push_back(row < 0 ? -std::numeric_limits<float>::infinity()
                             : root * dot(query, keys.row(row), size) + bias[static_cast<std::size_t>(j)]);
  }
  shares.push_back(0);
  softmax(shares);
  return shares;
}

}  // namespace

PlainOwnForecasts::PlainOwnForecasts(const nn::PlainWeights& weights, const NetworkSizes& sizes, std::int64_t earlier)
    : earlier_(earlier),
      targets_(sizes.target_count()),
      size_(weights.outputs("own_forecasts.forecasts.query")),
      same_dates_(same_dates(sizes.targets, earlier)),
      query_(weights.linear("own_forecasts.forecasts.query")),
      key_and_value_(weights.linear("own_forecasts.forecasts.key_and_value")),
      error_query_(weights.linear("own_forecasts.errors.query")),
      error_key_(weights.linear("own_forecasts.errors.key")),
      of_values_(weights.matrix("own_forecasts.of_values")),
      of_found_(weights.matrix("own_forecasts.of_found")),
      of_all_(weights.matrix("own_forecasts.of_all")),
      bias_(weights.numbers("own_forecasts.forecasts.bias")),
      error_bias_(weights.numbers("own_forecasts.errors.bias")) {}

void PlainOwnForecasts::hear(const PlainBlock& block, Rows<const float> local, Rows<const float> own,
                             Rows<float> newest, float* medians) const {
  add_forecasts(block, local, own, newest, medians);
  add_errors(block, local, own, newest);
}

/// Attention over what the earlier origins said of the same dates, and over their states then.
void PlainOwnForecasts::add_forecasts(const PlainBlock& block, Rows<const float> local, Rows<const float> own,
                                      Rows<float> newest, float* medians) const {
  const std::int64_t last = block.origins - 1;
  const float* level = block.level.first;
  const OwnRows query = query_.of(local.from(last * targets_, targets_));
  const OwnRows earlier = key_and_value_.of(local.from(0, last * targets_));
  OwnRows values(targets_, size_);
  std::fill_n(values.numbers.get(), targets_ * size_, 0.0F);
  for (std::int64_t k = 0; k < targets_; ++k) {
    const auto row_of = [&](std::int64_t j) {
      const std::int64_t place = same_dates_[static_cast<std::size_t>(j)][static_cast<std::size_t>(k)];
      return block.begun[last - j - 1] && place >= 0 ? (last - j - 1) * targets_ + place : -1;
    };
    const std::vector<float> shares = shares_of(query.all().row(k), earlier.all(), size_, bias_, earlier_, row_of);
    float median = 0;
    for (std::int64_t j = 0; j < earlier_; ++j) {
      const std::int64_t row = row_of(j);
      if (row < 0) continue;
      const float share = shares[static_cast<std::size_t>(j)], *value = earlier.all().row(row) + size_;
      for (std::int64_t c = 0; c < size_; ++c) values.all().row(k)[c] += share * value[c];
      median += share * own.row(row / targets_)[row % targets_] * level[row / targets_];
    }
    medians[k] = std::max(0.0F, median / level[last] + shares.back() * own.row(last)[k]);
  }
  add_product(values.all(), of_values_.all(), newest.stride, newest);
}

/// Errors of the earlier origins' first steps, and whether they are known, the newest first.
std::vector<float> PlainOwnForecasts::outcomes_of(const PlainBlock& block, Rows<const float> own) const {
  std::vector<float> outcomes;
  for (std::int64_t j = 1; j <= earlier_; ++j) {
    const std::int64_t origin = block.origins - 1 - j;
    const float demand = block.demand.row(origin)[0];
    const bool known = !std::isnan(demand) && block.begun[origin];
    outcomes.push_back(known ? std::clamp(demand - own.row(origin)[0], -kLargestError, kLargestError) : 0);
    outcomes.push_back(known ? 1 : 0);
  }
  return outcomes;
}

/// All errors, and the mean of those made in a like state.
void PlainOwnForecasts::add_errors(const PlainBlock& block, Rows<const float> local, Rows<const float> own,
                                   Rows<float> newest) const {
  const std::int64_t last = block.origins - 1;
  const OwnRows query = error_query_.of(local.from(last * targets_, targets_));
  const OwnRows key = error_key_.of({local.first, last, targets_ * local.stride});
  const std::vector<float> outcomes = outcomes_of(block, own);
  OwnRows found(targets_, 2), all(1, newest.stride);
  for (std::int64_t k = 0; k < targets_; ++k) {
    const auto row_of = [&](std::int64_t j) {
      return outcomes[static_cast<std::size_t>(2 * j + 1)] > 0 ? last - j - 1 : -1;
    };
    const std::vector<float> shares = shares_of(query.all().row(k), key.all(), size_, error_bias_, earlier_, row_of);
    float error = 0, known = 0;
    for (std::size_t j = 0; j + 1 < shares.size(); ++j) {
      error += shares[j] * outcomes[2 * j];
      known += shares[j] * outcomes[2 * j + 1];
    }
    found.all().row(k)[0] = error;
    found.all().row(k)[1] = known;
  }
  std::fill_n(all.numbers.get(), newest.stride, 0.0F);
  add_product({outcomes.data(), 1, std::ssize(outcomes)}, of_all_.all(), newest.stride, all.all());
  for (std::int64_t k = 0; k < targets_; ++k) {
    for (std::int64_t c = 0; c < newest.stride; ++c) newest.row(k)[c] += all.numbers[static_cast<std::size_t>(c)];
  }
  add_product(found.all(), of_found_.all(), newest.stride, newest);
}

}  // namespace demandcast::neural
