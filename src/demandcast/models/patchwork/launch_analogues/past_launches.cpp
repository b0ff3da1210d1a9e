// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/past_launches.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "demandcast/core/parallel.h"

namespace demandcast {
namespace {

constexpr std::array<double, 5> kLevels{0.1, 0.3, 0.5, 0.7, 0.9};
constexpr int kStepsAsked = 4;

/// The question of a launch when it had been on sale for `age` periods.
LaunchQuestion question_of(const Launch& launch, Period age) {
  const auto lived = std::min(static_cast<std::size_t>(age), launch.curve.size());
  return {launch.key,   launch.start + age - 1,
          launch.start, &launch.traits,
          launch.pool,  std::span(launch.curve).first(lived)};
}

/// A few ages ahead of `age`, over the horizon.
StepsAhead steps_after(Period age, int steps) {
  StepsAhead ahead;
  const int asked = std::min(steps, kStepsAsked);
  for (int i = 0; i < asked; ++i) ahead.ages.push_back(age + (asked == 1 ? 0 : i * (steps - 1) / (asked - 1)));
  return ahead;
}

double pinball(double truth, double forecast, double level) {
  const double off = std::sqrt(truth) - std::sqrt(forecast);
  return off >= 0 ? level * off : (level - 1) * off;
}

}  // namespace

PastLaunches::PastLaunches(const LaunchBook& book, const TraitSet& traits, const ChoiceLimits& limits, int steps,
                           const RunContext& context)
    : book_(&book), traits_(&traits), limits_(limits), steps_(steps) {
  std::vector<std::size_t> launches;  // the book is in order of hashed ids: its first are a sample
  for (std::size_t launch = 0; launch < book.size() && launches.size() < kMost; ++launch) {
    if (candidates(book, question_of(book[launch], 0)).size() >= limits.fewest) launches.push_back(launch);
  }
  asked_.resize(launches.size());
  context.progress->start("launch_analogues: past launches", launches.size());
  parallel_for(launches.size(), context, [&](std::size_t i) { asked_[i] = asked_of(launches[i]); });
  context.progress->finish();
}

PastLaunches::Asked PastLaunches::asked_of(std::size_t launch) const {
  const Launch& of = (*book_)[launch];
  Asked asked{launch, candidates(*book_, question_of(of, 0)), {}};
  if (asked.candidates.size() > kMostCandidates) asked.candidates.resize(kMostCandidates);
  asked.apart.resize(asked.candidates.size() * traits_->count());
  for (std::size_t c = 0; c < asked.candidates.size(); ++c) {
    const Launch& other = (*book_)[asked.candidates[c]];
    traits_->compare(of.traits, of.start, other.traits, other.start,
                     std::span(asked.apart).subspan(c * traits_->count(), traits_->count()));
  }
  return asked;
}

std::vector<double> PastLaunches::distances(const Asked& asked, const LaunchKernel& kernel) const {
  std::vector<double> distances;
  for (std::size_t c = 0; c < asked.candidates.size(); ++c) {
    distances.push_back(kernel.distance(std::span(asked.apart).subspan(c * traits_->count(), traits_->count())));
  }
  return distances;
}

PastLaunches::Losses PastLaunches::losses_at(const Asked& asked, const LaunchKernel& kernel, const LevelLaw& law,
                                             Period age) const {
  const Launch& launch = (*book_)[asked.launch];
  const LaunchQuestion question = question_of(launch, age);
  std::vector<std::size_t> known;
  std::vector<double> distances;
  std::vector<std::uint64_t> keys;
  const std::vector<double> all = this->distances(asked, kernel);
  for (std::size_t c = 0; c < all.size(); ++c) {
    if (book_->known(asked.candidates[c], question.origin) <= static_cast<std::size_t>(age)) continue;
    known.push_back(asked.candidates[c]);
    distances.push_back(all[c]);
    keys.push_back((*book_)[asked.candidates[c]].key);
  }
  if (known.size() < limits_.fewest) return {};
  const std::vector<std::size_t> chosen = nearest(distances, keys, launch.key, limits_.most);
  std::vector<double> rising;
  for (const std::size_t place : chosen) rising.push_back(distances[place]);
  const std::vector<double> weights = kernel_weights(rising);
  std::vector<Analogue> analogues;
  for (std::size_t i = 0; i < chosen.size(); ++i) analogues.push_back({known[chosen[i]], weights[i]});

  const StepsAhead ahead = steps_after(age, steps_);
  const LaunchOutlook outlook(*book_, analogues, law, question, ahead);
  Losses losses;
  std::array<double, kLevels.size()> quantiles{};
  for (std::size_t step = 0; step < ahead.ages.size(); ++step) {
    const auto at = static_cast<std::size_t>(ahead.ages[step]);
    if (at >= launch.curve.size() || std::isnan(launch.curve[at])) continue;
    outlook.quantiles(static_cast<int>(step), kLevels, quantiles);
    for (std::size_t q = 0; q < kLevels.size(); ++q) {
      losses.sum += pinball(static_cast<double>(launch.curve[at]), quantiles[q], kLevels[q]);
    }
    ++losses.count;
  }
  return losses;
}

double PastLaunches::loss(const LaunchKernel& kernel, const LevelLaw& law, std::span<const Period> ages,
                          const RunContext& context) const {
  std::vector<Losses> each(asked_.size());
  RunContext quiet = context;  // the learning is the task, not each of its looks
  quiet.progress = &silent_progress();
  parallel_for(asked_.size(), quiet, [&](std::size_t i) {
    for (const Period age : ages) {
      const Losses losses = losses_at(asked_[i], kernel, law, age);
      each[i].sum += losses.sum;
      each[i].count += losses.count;
    }
  });
  Losses all;
  for (const Losses& losses : each) {
    all.sum += losses.sum;
    all.count += losses.count;
  }
  return all.count == 0 ? 0 : all.sum / static_cast<double>(all.count);
}

std::vector<double> PastLaunches::nearest_distances(const LaunchKernel& kernel) const {
  std::vector<double> nearest;
  for (const Asked& asked : asked_) nearest.push_back(std::ranges::min(distances(asked, kernel)));
  return nearest;
}

}  // namespace demandcast
