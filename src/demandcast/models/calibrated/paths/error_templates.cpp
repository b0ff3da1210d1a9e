// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/error_templates.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr std::size_t kCodesInWord = 8;  // of a saved integer

/// [series, window, step] normal scores of the outcomes that are there, by their rank at the step; NaN elsewhere.
std::vector<float> normal_scores(const OutcomeRecord& record) {
  std::vector<float> scores(record.ids().size() * record.windows() * record.steps(),
                            std::numeric_limits<float>::quiet_NaN());
  for (std::size_t step = 0; step < record.steps(); ++step) {
    std::vector<std::pair<float, std::size_t>> outcomes;
    for (std::size_t i = 0; i < record.ids().size(); ++i) {
      for (std::size_t w = 0; w < record.windows(); ++w) {
        const float position = record.at(i, w)[step];
        if (!std::isnan(position)) outcomes.emplace_back(position, (i * record.windows() + w) * record.steps() + step);
      }
    }
    std::ranges::sort(outcomes);
    for (std::size_t from = 0; from < outcomes.size();) {
      std::size_t end = from + 1;  // ties get the score of their middle rank, whatever the order of series
      while (end < outcomes.size() && outcomes[end].first == outcomes[from].first) ++end;
      const double level = static_cast<double>(from + end) / (2 * static_cast<double>(outcomes.size()));
      for (; from < end; ++from) scores[outcomes[from].second] = static_cast<float>(normal_quantile(level));
    }
  }
  return scores;
}

double mean_square(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::inner_product(values.begin(), values.end(), values.begin(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

ErrorTemplates::ErrorTemplates(const OutcomeRecord& record, std::uint64_t seed)
    : windows_(record.windows()), steps_(record.steps()), ids_(record.ids()) {
  const std::vector<float> scores = normal_scores(record);
  for (const float score : scores) codes_.push_back(std::isnan(score) ? kNone : encoded(static_cast<double>(score)));
  share();
  fill_gaps(seed);
  share();
  prepare();
}

ErrorTemplates::ErrorTemplates(int steps) : windows_(1), steps_(static_cast<std::size_t>(steps)), shared_(steps_) {
  prepare();
}

std::shared_ptr<const ErrorTemplates> ErrorTemplates::independent(int steps) {
  return std::shared_ptr<const ErrorTemplates>(new ErrorTemplates(steps));
}

std::uint8_t ErrorTemplates::encoded(double score) {
  const double code = std::round(score * static_cast<double>(kStepsInOne)) + kZero;
  return static_cast<std::uint8_t>(std::clamp(code, 1.0, 255.0));
}

/// Sums are of whole numbers, so that they do not depend on the order of the series.
void ErrorTemplates::share() {
  const std::size_t row = windows_ * steps_;
  std::vector<std::int64_t> sum(row), count(row);
  for (std::size_t k = 0; k < codes_.size(); ++k) {
    if (codes_[k] == kNone) continue;
    sum[k % row] += codes_[k] - kZero;
    ++count[k % row];
  }
  shared_.assign(row, 0.0);
  for (std::size_t k = 0; k < row; ++k) {
    if (count[k] > 0)
      shared_[k] = static_cast<double>(sum[k]) / (static_cast<double>(kStepsInOne) * static_cast<double>(count[k]));
  }
}

/// What a series has not lived through is drawn: what all shared, and a part of its own.
void ErrorTemplates::fill_gaps(std::uint64_t seed) {
  const double own_deviation = std::sqrt(std::max(0.0, 1 - mean_square(shared_)));
  const std::size_t row = windows_ * steps_;
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    RandomStream random(seed, stream_key(ids_[i]));
    for (std::size_t k = 0; k < row; ++k) {
      std::uint8_t& code = codes_[i * row + k];
      if (code == kNone) code = encoded(shared_[k] + own_deviation * random.normal());
    }
  }
}

void ErrorTemplates::prepare() {
  for (std::size_t i = 0; i < ids_.size(); ++i) index_.emplace(ids_[i], i);
  const double rows = static_cast<double>(ids_.size() * windows_);
  const double scale = 1 / (static_cast<double>(kStepsInOne) * static_cast<double>(kStepsInOne) * rows);
  own_covariance_.assign(steps_ * steps_, 0.0);
  if (ids_.empty()) {
    for (std::size_t a = 0; a < steps_; ++a) own_covariance_[a * steps_ + a] = 1;
    return;
  }
  for (std::size_t a = 0; a < steps_; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      std::int64_t products = 0;
      for (std::size_t row = 0; row < ids_.size() * windows_; ++row) {
        products += (codes_[row * steps_ + a] - kZero) * (codes_[row * steps_ + b] - kZero);
      }
      double shared = 0;
      for (std::size_t w = 0; w < windows_; ++w) shared += shared_[w * steps_ + a] * shared_[w * steps_ + b];
      own_covariance_[a * steps_ + b] = static_cast<double>(products) * scale - shared / static_cast<double>(windows_);
      own_covariance_[b * steps_ + a] = own_covariance_[a * steps_ + b];
    }
  }
}

std::optional<std::size_t> ErrorTemplates::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

void ErrorTemplates::save(ArtifactWriter& writer) const {
  std::vector<std::int64_t> words((codes_.size() + kCodesInWord - 1) / kCodesInWord);
  for (std::size_t k = 0; k < codes_.size(); ++k) {
    const std::uint64_t code = static_cast<std::uint64_t>(codes_[k]) << (8 * (k % kCodesInWord));
    words[k / kCodesInWord] = static_cast<std::int64_t>(static_cast<std::uint64_t>(words[k / kCodesInWord]) | code);
  }
  writer.integers("template_shape", {static_cast<std::int64_t>(windows_), static_cast<std::int64_t>(steps_)});
  writer.texts("template_ids", ids_);
  writer.integers("template_scores", std::move(words));
  writer.numbers("template_shared", shared_);
}

ErrorTemplates::ErrorTemplates(const ArtifactReader& reader)
    : ids_(reader.texts("template_ids")), shared_(reader.numbers("template_shared")) {
  const auto& shape = reader.integers("template_shape");
  const auto& words = reader.integers("template_scores");
  const bool has_shape = shape.size() == 2 && shape[0] > 0 && shape[0] <= 255 && shape[1] > 0;
  windows_ = has_shape ? static_cast<std::size_t>(shape[0]) : 0;
  steps_ = has_shape ? static_cast<std::size_t>(shape[1]) : 0;
  const std::size_t count = ids_.size() * windows_ * steps_;
  if (!has_shape || shared_.size() != windows_ * steps_ || words.size() != (count + kCodesInWord - 1) / kCodesInWord) {
    throw FormatError("[paths] the arrays of the error templates do not fit together; fit the model again");
  }
  for (std::size_t k = 0; k < count; ++k) {
    const auto word = static_cast<std::uint64_t>(words[k / kCodesInWord]);
    codes_.push_back(static_cast<std::uint8_t>(word >> (8 * (k % kCodesInWord))));
  }
  prepare();
}

}  // namespace demandcast
