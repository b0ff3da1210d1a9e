// How errors of the past went together: over the horizon, and across series on the same dates.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/past/outcome_record.h"

namespace demandcast {

/// Normal scores of past outcomes: for each series and step, the rank of each window's outcome among the windows, read
/// as a standard normal number; a window without outcome gets a rank at random. A score is the mean of all series at
/// that window and step (what they shared on those dates) plus the series' own part.
class ErrorTemplates {
 public:
  /// Ties and gaps are settled by `seed`. O(series * windows * steps * (log windows + steps)).
  ErrorTemplates(const OutcomeRecord& record, std::uint64_t seed);
  /// Undoes save. Throws FormatError where arrays do not fit together.
  explicit ErrorTemplates(const ArtifactReader& reader);
  void save(ArtifactWriter& writer) const;

  ErrorTemplates(const ErrorTemplates&) = delete;  ///< the index points into the ids
  ErrorTemplates& operator=(const ErrorTemplates&) = delete;

  std::size_t windows() const { return windows_; }
  std::size_t steps() const { return steps_; }
  /// The row of a series in the templates; nothing for one that was not there.
  std::optional<std::size_t> find(std::string_view id) const;
  /// Normal score of a series' outcome.
  float score(std::size_t series, std::size_t window, std::size_t step) const {
    return score_of_rank_[ranks_[(series * windows_ + window) * steps_ + step]];
  }
  const std::vector<double>& shared() const { return shared_; }  ///< [window, step] mean score of all series
  /// [step, step] mean over series and windows of the products of two steps' own parts.
  const std::vector<double>& own_covariance() const { return own_covariance_; }

 private:
  void fill_ranks(const OutcomeRecord& record, std::uint64_t seed);
  void prepare();

  std::size_t windows_, steps_;
  std::vector<std::string> ids_;
  std::vector<std::uint8_t> ranks_;  ///< [series, window, step]
  std::vector<double> shared_, own_covariance_;
  std::vector<float> score_of_rank_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace demandcast
