// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_outlook.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "demandcast/core/normal_quantile.h"

namespace demandcast {
namespace {

constexpr std::size_t kParts = 7;       // values that stand for a gamma distribution
constexpr double kCatalogueCounts = 5;  // analogues that the catalogue's curve counts for

using Parts = std::array<double, kParts>;

Parts normal_parts() {
  Parts parts{};
  for (std::size_t i = 0; i < kParts; ++i) {
    parts[i] = normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(kParts));
  }
  return parts;
}

/// Equally likely values with the mean of the gamma distribution [Wilson & Hilferty 1931].
Parts gamma_parts(const GammaLaw& law) {
  static const Parts normal = normal_parts();
  const double ninth = 1 / (9 * law.shape);
  Parts parts{};
  double sum = 0;
  for (std::size_t i = 0; i < kParts; ++i) {
    const double root = std::max(0.0, 1 - ninth + normal[i] * std::sqrt(ninth));
    sum += parts[i] = root * root * root;
  }
  for (double& part : parts) part *= law.mean() * static_cast<double>(kParts) / sum;
  return parts;
}

using Weighted = std::vector<std::pair<double, double>>;  // value, weight; weights together 1

/// Linear between the middles of the weights' steps.
void weighted_quantiles(Weighted& sample, std::span<const double> levels, std::span<double> quantiles) {
  std::ranges::sort(sample);
  std::size_t at = 0;
  double before = 0;  // weight below sample[at]
  for (std::size_t q = 0; q < levels.size(); ++q) {
    while (at + 1 < sample.size() && before + sample[at].second / 2 < levels[q]) before += sample[at++].second;
    const double middle = before + sample[at].second / 2;
    if (at == 0 || middle < levels[q]) {
      quantiles[q] = sample[at].first;
      continue;
    }
    const double last = before - sample[at - 1].second / 2, gap = middle - last;
    const double share = gap > 0 ? std::clamp((levels[q] - last) / gap, 0.0, 1.0) : 1.0;
    quantiles[q] = sample[at - 1].first + share * (sample[at].first - sample[at - 1].first);
  }
}

/// How many counts a unit of demand at `age` is worth to a product of that level.
double worth(const LaunchBook& book, const LevelLaw& law, double level, std::size_t age) {
  return worth_of_unit(level * book.curve(age), book.unit(), law.noise / book.sureness(age));
}

/// What demand at the ages that `beside` knows as well tells of a level, beside a curve [age]; newer ages count more.
LevelEvidence evidence(const LaunchBook& book, const LevelLaw& law, double level, std::span<const float> sold,
                       std::span<const float> beside, std::span<const double> curve) {
  LevelEvidence told;
  for (std::size_t age = 0; age < std::min(sold.size(), beside.size()); ++age) {
    if (std::isnan(sold[age]) || std::isnan(beside[age])) continue;
    const double counts =
        std::pow(law.memory, static_cast<double>(beside.size() - 1 - age)) * worth(book, law, level, age);
    told.counts += counts * static_cast<double>(sold[age]);
    told.exposure += counts * curve[age];
  }
  return told;
}

/// How many counts the level of an analogue is known from.
double counts_of(const LaunchBook& book, const LevelLaw& law, double level, std::span<const float> sold) {
  double counts = 0;
  for (std::size_t age = 0; age < sold.size(); ++age) {
    if (!std::isnan(sold[age])) counts += worth(book, law, level, age) * level * book.curve(age);
  }
  return counts;
}

}  // namespace

LaunchOutlook::LaunchOutlook(const LaunchBook& book, std::span<const Analogue> chosen, const LevelLaw& law,
                             const LaunchQuestion& question, const StepsAhead& ahead)
    : steps_(ahead.ages.size()), analogues_(chosen.begin(), chosen.end()) {
  learn_levels(book, law, question);
  follow_curves(book, question, ahead);
}

namespace {

/// [age] What the analogues sold, on average, for a unit of level; thin ages are drawn to the catalogue's curve.
double shared_curve(const LaunchBook& book, std::span<const Analogue> analogues, std::span<const double> levels,
                    Period origin, std::size_t age) {
  double sum = 0, weight = 0, squares = 0;
  for (std::size_t i = 0; i < analogues.size(); ++i) {
    const std::size_t launch = analogues[i].launch;
    if (age >= book.known(launch, origin) || std::isnan(book[launch].curve[age])) continue;
    sum += analogues[i].weight * static_cast<double>(book[launch].curve[age]) / levels[i];
    weight += analogues[i].weight;
    squares += analogues[i].weight * analogues[i].weight;
  }
  const double effective = squares > 0 ? weight * weight / squares : 0;
  const double own = weight > 0 ? effective * sum / weight : 0;
  return (own + kCatalogueCounts * book.curve(age)) / (effective + kCatalogueCounts);
}

}  // namespace

void LaunchOutlook::learn_levels(const LaunchBook& book, const LevelLaw& law, const LaunchQuestion& question) {
  std::vector<double> levels, curve, chances;
  for (const Analogue& analogue : analogues_) {
    levels.push_back(book.level(analogue.launch, book.known(analogue.launch, question.origin)));
  }
  for (std::size_t age = 0; age < question.sold.size(); ++age) {
    curve.push_back(shared_curve(book, analogues_, levels, question.origin, age));
  }
  const LevelEvidence own = evidence(book, law, book.level_of(question.sold), question.sold, question.sold, curve);
  for (std::size_t i = 0; i < analogues_.size(); ++i) {
    const std::size_t launch = analogues_[i].launch;
    const std::span<const float> sold = std::span(book[launch].curve).first(book.known(launch, question.origin));
    const LevelEvidence its = evidence(book, law, levels[i], sold, question.sold, curve);
    const double head_start = updated_level({law.spread, law.spread}, {its.counts, its.exposure * levels[i]}).mean();
    const GammaLaw prior = prior_level(law, levels[i], counts_of(book, law, levels[i], sold));
    levels_.push_back(updated_level(prior, {own.counts, own.exposure * head_start}));
    chances.push_back(std::log(analogues_[i].weight) + log_chance(prior, levels_.back()));
  }
  const double best = *std::ranges::max_element(chances);
  double sum = 0;
  for (double& chance : chances) sum += chance = std::exp(chance - best);
  for (std::size_t i = 0; i < analogues_.size(); ++i) analogues_[i].weight = chances[i] / sum;
}

void LaunchOutlook::follow_curves(const LaunchBook& book, const LaunchQuestion& question, const StepsAhead& ahead) {
  const std::size_t count = analogues_.size();
  curves_.assign(count * steps_, 0.0);
  constexpr double kUnknown = -1;
  std::vector<double> at_age(count), last(count, 1.0);
  for (std::size_t step = 0; step < steps_; ++step) {
    if (ahead.ages[step] < 0) continue;
    const auto age = static_cast<std::size_t>(ahead.ages[step]);
    bool some = false;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t launch = analogues_[i].launch, known = book.known(launch, question.origin);
      const bool here = age < known && !std::isnan(book[launch].curve[age]);
      at_age[i] = here ? static_cast<double>(book[launch].curve[age]) / book.level(launch, known) : kUnknown;
      some = some || here;
    }
    if (!some) at_age = last;
    double donor = kUnknown;
    for (std::size_t twice = 2 * count; twice-- > 0;) {  // backwards and around, so that the next one gives
      double& here = at_age[twice % count];
      if (here == kUnknown) here = donor;
      donor = here;
    }
    const double season = ahead.season.empty() ? 1 : ahead.season[step];
    for (std::size_t i = 0; i < count; ++i) curves_[i * steps_ + step] = season * at_age[i];
    last = at_age;
  }
}

double LaunchOutlook::curve_sum(std::size_t analogue, const Span& span) const {
  double sum = 0;
  for (int step = span.lead; step < span.lead + span.length; ++step) {
    sum += curves_[analogue * steps_ + static_cast<std::size_t>(step)];
  }
  return sum;
}

double LaunchOutlook::mean(const Span& span) const {
  double sum = 0;
  for (std::size_t i = 0; i < analogues_.size(); ++i) {
    sum += analogues_[i].weight * levels_[i].mean() * curve_sum(i, span);
  }
  return sum;
}

void LaunchOutlook::quantiles(const Span& span, std::span<const double> levels, std::span<double> quantiles) const {
  Weighted sample;
  sample.reserve(analogues_.size() * kParts);
  for (std::size_t i = 0; i < analogues_.size(); ++i) {
    const double curve = curve_sum(i, span);
    for (const double level : gamma_parts(levels_[i])) {
      sample.emplace_back(curve * level, analogues_[i].weight / static_cast<double>(kParts));
    }
  }
  weighted_quantiles(sample, levels, quantiles);
}

void LaunchOutlook::sample(RandomStream& random, std::span<float> path) const {
  double left = random.uniform();
  std::size_t i = 0;
  while (i + 1 < analogues_.size() && left >= analogues_[i].weight) left -= analogues_[i++].weight;
  const double level = random.gamma(levels_[i].shape) / levels_[i].rate;
  for (std::size_t step = 0; step < steps_; ++step) path[step] = static_cast<float>(level * curves_[i * steps_ + step]);
}

double LaunchOutlook::level() const {
  double sum = 0;
  for (std::size_t i = 0; i < analogues_.size(); ++i) sum += analogues_[i].weight * levels_[i].mean();
  return sum;
}

}  // namespace demandcast
