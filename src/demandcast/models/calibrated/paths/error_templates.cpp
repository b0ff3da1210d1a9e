// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/error_templates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/classical/local/normal_quantile.h"

namespace demandcast {
namespace {

constexpr std::size_t kRanksInWord = 8;  // of a saved integer

/// Which of `count` equal shares of the standard normal law a rank stands for: the score of its middle.
double normal_score(std::size_t rank, std::size_t count) {
  return normal_quantile((static_cast<double>(rank) + 0.5) / static_cast<double>(count));
}

/// [window] ranks of the numbers that are there; 0 for those that are not.
std::vector<std::size_t> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order;
  for (std::size_t w = 0; w < values.size(); ++w) {
    if (!std::isnan(values[w])) order.push_back(w);
  }
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<std::size_t> ranks(values.size(), 0);
  for (std::size_t r = 0; r < order.size(); ++r) ranks[order[r]] = r;
  return ranks;
}

std::vector<double> outcomes_of(const OutcomeRecord& record, std::size_t series, std::size_t step) {
  std::vector<double> values;
  for (std::size_t w = 0; w < record.windows(); ++w) values.push_back(static_cast<double>(record.at(series, w)[step]));
  return values;
}

std::size_t count_of(const std::vector<double>& values) {
  return static_cast<std::size_t>(std::ranges::count_if(values, [](double v) { return !std::isnan(v); }));
}

/// [window, step] mean over series of the scores among the outcomes that are there.
std::vector<double> shared_scores(const OutcomeRecord& record) {
  std::vector<double> sum(record.windows() * record.steps()), count(sum.size());
  for (std::size_t i = 0; i < record.ids().size(); ++i) {
    for (std::size_t step = 0; step < record.steps(); ++step) {
      const std::vector<double> values = outcomes_of(record, i, step);
      const std::size_t there = count_of(values);
      const std::vector<std::size_t> ranks = ranks_of(values);
      for (std::size_t w = 0; w < values.size(); ++w) {
        if (std::isnan(values[w])) continue;
        sum[w * record.steps() + step] += normal_score(ranks[w], there);
        ++count[w * record.steps() + step];
      }
    }
  }
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] = count[k] > 0 ? sum[k] / count[k] : 0;
  return sum;
}

double mean_square(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::inner_product(values.begin(), values.end(), values.begin(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

ErrorTemplates::ErrorTemplates(const OutcomeRecord& record, std::uint64_t seed)
    : windows_(record.windows()),
      steps_(record.steps()),
      ids_(record.ids()),
      ranks_(ids_.size() * windows_ * steps_),
      shared_(shared_scores(record)) {
  fill_ranks(record, seed);
  prepare();
}

/// What a series has not lived through is drawn: what all shared, and a part of its own.
void ErrorTemplates::fill_ranks(const OutcomeRecord& record, std::uint64_t seed) {
  const double own_deviation = std::sqrt(std::max(0.0, 1 - mean_square(shared_)));
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    RandomStream random(seed, stream_key(ids_[i]));
    for (std::size_t step = 0; step < steps_; ++step) {
      std::vector<double> values = outcomes_of(record, i, step);
      const std::size_t there = count_of(values);
      const std::vector<std::size_t> observed = ranks_of(values);
      for (std::size_t w = 0; w < windows_; ++w) {
        values[w] = std::isnan(values[w]) ? shared_[w * steps_ + step] + own_deviation * random.normal()
                                          : normal_score(observed[w], there);
      }
      const std::vector<std::size_t> ranks = ranks_of(values);
      for (std::size_t w = 0; w < windows_; ++w) {
        ranks_[(i * windows_ + w) * steps_ + step] = static_cast<std::uint8_t>(ranks[w]);
      }
    }
  }
}

void ErrorTemplates::prepare() {
  for (std::size_t rank = 0; rank < windows_; ++rank) {
    score_of_rank_.push_back(static_cast<float>(normal_score(rank, windows_)));
  }
  for (std::size_t i = 0; i < ids_.size(); ++i) index_.emplace(ids_[i], i);
  own_covariance_.assign(steps_ * steps_, 0.0);
  std::vector<double> own(steps_);
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    for (std::size_t w = 0; w < windows_; ++w) {
      for (std::size_t a = 0; a < steps_; ++a) {
        own[a] = static_cast<double>(score(i, w, a)) - shared_[w * steps_ + a];
        for (std::size_t b = 0; b <= a; ++b) own_covariance_[a * steps_ + b] += own[a] * own[b];
      }
    }
  }
  const auto count = static_cast<double>(std::max<std::size_t>(1, ids_.size() * windows_));
  for (std::size_t a = 0; a < steps_; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      own_covariance_[a * steps_ + b] /= count;
      own_covariance_[b * steps_ + a] = own_covariance_[a * steps_ + b];
    }
  }
}

std::optional<std::size_t> ErrorTemplates::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

void ErrorTemplates::save(ArtifactWriter& writer) const {
  std::vector<std::int64_t> words((ranks_.size() + kRanksInWord - 1) / kRanksInWord);
  for (std::size_t k = 0; k < ranks_.size(); ++k) {
    const std::uint64_t rank = static_cast<std::uint64_t>(ranks_[k]) << (8 * (k % kRanksInWord));
    words[k / kRanksInWord] = static_cast<std::int64_t>(static_cast<std::uint64_t>(words[k / kRanksInWord]) | rank);
  }
  writer.integers("template_shape", {static_cast<std::int64_t>(windows_), static_cast<std::int64_t>(steps_)});
  writer.texts("template_ids", ids_);
  writer.integers("template_ranks", std::move(words));
  writer.numbers("template_shared", shared_);
}

ErrorTemplates::ErrorTemplates(const ArtifactReader& reader)
    : ids_(reader.texts("template_ids")), shared_(reader.numbers("template_shared")) {
  const auto& shape = reader.integers("template_shape");
  const auto& words = reader.integers("template_ranks");
  const bool has_shape = shape.size() == 2 && shape[0] > 0 && shape[0] <= 255 && shape[1] > 0;
  windows_ = has_shape ? static_cast<std::size_t>(shape[0]) : 0;
  steps_ = has_shape ? static_cast<std::size_t>(shape[1]) : 0;
  const std::size_t count = ids_.size() * windows_ * steps_;
  if (!has_shape || shared_.size() != windows_ * steps_ || words.size() != (count + kRanksInWord - 1) / kRanksInWord) {
    throw FormatError("[paths] the arrays of the error templates do not fit together; fit the model again");
  }
  for (std::size_t k = 0; k < count; ++k) {
    const auto word = static_cast<std::uint64_t>(words[k / kRanksInWord]);
    ranks_.push_back(static_cast<std::uint8_t>(word >> (8 * (k % kRanksInWord))));
    if (ranks_.back() >= windows_) {
      throw FormatError(fmt::format("[paths] rank {} among {} windows; fit the model again", ranks_.back(), windows_));
    }
  }
  prepare();
}

}  // namespace demandcast
