// How errors of the past went together: over the horizon, and across series on the same dates.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/past/outcome_record.h"

namespace demandcast {

/// Normal scores of past outcomes: the rank of an outcome's position among those of all series and windows at its step,
/// read as a standard normal number, so that a series whose outcomes lie high at every step shows it. A window without
/// outcome gets a score that is drawn. A score is the mean of all series at that window and step (what they shared on
/// those dates) plus the series' own part. One byte a score, to within 1/60.
class ErrorTemplates {
 public:
  /// Gaps are filled by `seed`. O(n (log n + steps)) for n outcomes.
  ErrorTemplates(const OutcomeRecord& record, std::uint64_t seed);
  /// Templates that know no series and of nothing that goes together: periods and series are drawn independently.
  static std::shared_ptr<const ErrorTemplates> independent(int steps);
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
    return decoded(codes_[(series * windows_ + window) * steps_ + step]);
  }
  const std::vector<double>& shared() const { return shared_; }  ///< [window, step] mean score of all series
  /// [step, step] mean over series and windows of the products of two steps' own parts.
  const std::vector<double>& own_covariance() const { return own_covariance_; }

 private:
  explicit ErrorTemplates(int steps);
  static constexpr float kStepsInOne = 30;
  static constexpr int kZero = 128;
  static constexpr std::uint8_t kNone = 0;  ///< no outcome, until it is drawn
  static float decoded(std::uint8_t code) { return static_cast<float>(code - kZero) / kStepsInOne; }
  static std::uint8_t encoded(double score);
  void share();
  void fill_gaps(std::uint64_t seed);
  void prepare();

  std::size_t windows_, steps_;
  std::vector<std::string> ids_;
  std::vector<std::uint8_t> codes_;  ///< [series, window, step]
  std::vector<double> shared_, own_covariance_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace demandcast
