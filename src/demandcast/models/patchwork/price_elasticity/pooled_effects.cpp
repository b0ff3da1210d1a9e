// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/pooled_effects.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr double kCatalogueVariance = 4, kStartVariance = 0.25, kPriorCount = 1, kLeastVariance = 1e-6;
constexpr int kMostRounds = 200;
constexpr double kSettled = 1e-4;  // of a variance

SmallMatrix identity(std::size_t size) { return SmallMatrix::diagonal(std::vector<double>(size, 1.0)); }

SmallMatrix negative(SmallMatrix matrix) {
  for (double& cell : matrix.cells()) cell = -cell;
  return matrix;
}

SmallMatrix transposed(const SmallMatrix& matrix) {
  SmallMatrix result(matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix.size(); ++j) result(i, j) = matrix(j, i);
  }
  return result;
}

SmallMatrix inverse_diagonal(std::span<const double> values) {
  std::vector<double> inverted;
  for (const double value : values) inverted.push_back(1 / value);
  return SmallMatrix::diagonal(inverted);
}

void add(std::span<const double> from, std::vector<double>& to) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

bool says_something(const Evidence& evidence) {
  return std::ranges::any_of(evidence.precision.cells(), [](double cell) { return cell != 0; });
}

/// What evidence about one member says about the mean of its group, whose members vary by diag(between):
/// (J^-1 + T)^-1 = J - J (J + T^-1)^-1 J.
Evidence about_group(const Evidence& member, std::span<const double> between) {
  const SmallMatrix known = inverse(member.precision + inverse_diagonal(between));
  const SmallMatrix lost = negative(member.precision * known);
  Evidence group{member.precision + lost * member.precision, member.weighted};
  add(lost * member.weighted, group.weighted);
  return group;
}

Evidence nothing(std::size_t terms) { return {SmallMatrix(terms), std::vector<double>(terms, 0.0)}; }

/// Of a member, given what is known of its group's mean and how it varies around it.
Effects member_effects(const Effects& group, std::span<const double> between, const Evidence& own) {
  const SmallMatrix around = inverse_diagonal(between);
  const SmallMatrix known = inverse(own.precision + around), pull = known * around;
  std::vector<double> weighted = around * group.mean;
  add(own.weighted, weighted);
  return {known * weighted, known + pull * group.covariance * transposed(pull)};
}

/// [term] expected squared distance of a member from its group's mean.
std::vector<double> expected_distance(const Effects& group, std::span<const double> between, const Evidence& own) {
  const SmallMatrix around = inverse_diagonal(between);
  const SmallMatrix known = inverse(own.precision + around);
  const SmallMatrix off = known * around + negative(identity(between.size()));
  const SmallMatrix spread = known + off * group.covariance * transposed(off);
  const std::vector<double> mean = member_effects(group, between, own).mean;
  std::vector<double> squared(between.size());
  for (std::size_t i = 0; i < squared.size(); ++i) {
    squared[i] = (mean[i] - group.mean[i]) * (mean[i] - group.mean[i]) + spread(i, i);
  }
  return squared;
}

/// Mean of expected distances with the prior's; members that say nothing are left out.
class VarianceMean {
 public:
  explicit VarianceMean(std::size_t terms) : sum_(terms, kPriorCount * kStartVariance) {}
  void add_member(const Effects& group, std::span<const double> between, const Evidence& own) {
    if (!says_something(own)) return;
    add(expected_distance(group, between, own), sum_);
    ++count_;
  }
  std::vector<double> value() const {
    std::vector<double> mean = sum_;
    for (double& of_term : mean) of_term = std::max(kLeastVariance, of_term / count_);
    return mean;
  }

 private:
  std::vector<double> sum_;
  double count_ = kPriorCount;
};

double largest_change(std::span<const double> from, std::span<const double> to) {
  double change = 0;
  for (std::size_t i = 0; i < from.size(); ++i) change = std::max(change, std::abs(to[i] / from[i] - 1));
  return change;
}

}  // namespace

PooledEffects::PooledEffects(std::size_t terms, std::size_t categories)
    : between_series_(terms, kStartVariance),
      between_categories_(terms, kStartVariance),
      catalogue_{std::vector<double>(terms, 0.0),
                 SmallMatrix::diagonal(std::vector<double>(terms, kCatalogueVariance))},
      categories_(categories, {catalogue_.mean, catalogue_.covariance + SmallMatrix::diagonal(between_categories_)}) {}

PooledEffects::PooledEffects(std::size_t terms, std::size_t categories, std::span<const PooledSeries> series)
    : PooledEffects(terms, categories) {
  for (int round = 0; round < kMostRounds; ++round) {
    settle(series);
    if (improve(series) < kSettled) break;
  }
  settle(series);
}

PooledEffects::PooledEffects(std::size_t terms, std::size_t categories, std::vector<double> numbers)
    : PooledEffects(terms, categories) {
  const bool fits = numbers.size() == 2 * terms + (1 + categories) * (terms + terms * terms);
  if (!fits || !std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); })) {
    throw FormatError("[price_elasticity] the saved effects do not fit the terms and categories; fit the model again");
  }
  auto at = numbers.begin();
  const auto take = [&](std::vector<double>& values) {
    std::copy(at, at + std::ssize(values), values.begin());
    at += std::ssize(values);
  };
  take(between_series_);
  take(between_categories_);
  take(catalogue_.mean);
  take(catalogue_.covariance.cells());
  for (Effects& category : categories_) {
    take(category.mean);
    take(category.covariance.cells());
  }
  if (std::ranges::min(between_series_) <= 0 || std::ranges::min(between_categories_) <= 0) {
    throw FormatError("[price_elasticity] a saved variance is not above 0; fit the model again");
  }
}

/// Catalogue and categories, given the variances.
void PooledEffects::settle(std::span<const PooledSeries> series) {
  std::vector<Evidence> by_category(categories_.size(), nothing(terms()));
  for (const PooledSeries& one : series) {
    if (!says_something(one.evidence)) continue;
    const Evidence about = about_group(one.evidence, between_series_);
    by_category[one.category].precision += about.precision;
    add(about.weighted, by_category[one.category].weighted);
  }
  Evidence all = nothing(terms());
  all.precision += SmallMatrix::diagonal(std::vector<double>(terms(), 1 / kCatalogueVariance));
  for (const Evidence& of_category : by_category) {
    const Evidence about = about_group(of_category, between_categories_);
    all.precision += about.precision;
    add(about.weighted, all.weighted);
  }
  catalogue_.covariance = inverse(all.precision);
  catalogue_.mean = catalogue_.covariance * all.weighted;
  for (std::size_t c = 0; c < categories_.size(); ++c) {
    categories_[c] = member_effects(catalogue_, between_categories_, by_category[c]);
  }
  category_evidence_ = std::move(by_category);
}

/// The variances, given the rest. Returns by what share the largest moved.
double PooledEffects::improve(std::span<const PooledSeries> series) {
  VarianceMean of_series(terms()), of_categories(terms());
  for (const PooledSeries& one : series) {
    of_series.add_member(categories_[one.category], between_series_, one.evidence);
  }
  for (const Evidence& category : category_evidence_) {
    of_categories.add_member(catalogue_, between_categories_, category);
  }
  const double change = std::max(largest_change(between_series_, of_series.value()),
                                 largest_change(between_categories_, of_categories.value()));
  between_series_ = of_series.value();
  between_categories_ = of_categories.value();
  return change;
}

EffectsPrior PooledEffects::prior(std::size_t category) const {
  return {categories_[category].mean, categories_[category].covariance + SmallMatrix::diagonal(between_series_)};
}

Effects PooledEffects::posterior(std::size_t category, const Evidence& own) const {
  return member_effects(categories_[category], between_series_, own);
}

std::vector<double> PooledEffects::numbers() const {
  std::vector<double> all;
  const auto put = [&](const std::vector<double>& values) { all.insert(all.end(), values.begin(), values.end()); };
  put(between_series_);
  put(between_categories_);
  put(catalogue_.mean);
  put(catalogue_.covariance.cells());
  for (const Effects& category : categories_) {
    put(category.mean);
    put(category.covariance.cells());
  }
  return all;
}

}  // namespace demandcast
