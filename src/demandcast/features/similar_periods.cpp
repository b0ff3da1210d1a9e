// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/similar_periods.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kElsewhereInCycle = 0.25, kOneNotGiven = 0.1, kSteepness = 2;

/// A channel that moved, and how steeply weights fall with a difference in it.
struct MovingPlan {
  std::span<const double> values;  // from the first period that is compared
  double planned, steepness;
};

/// How like every period from `from` to `origin` is to a target; no plan that moved, no likeness.
class Likeness {
 public:
  Likeness(std::span<const ChannelValues> plans, Period from, Period origin, Period target, int cycle)
      : from_(from), target_(target), cycle_(cycle) {
    for (const ChannelValues& plan : plans) {
      const double deviation = plan.deviation(from, origin), planned = plan.at(target);
      if (deviation > 0 && !std::isnan(planned)) {
        moving_.push_back({plan.values(from, origin), planned, kSteepness / deviation});
      }
    }
  }

  bool any() const { return !moving_.empty(); }

  double weight(Period period) const {
    const auto place = static_cast<std::size_t>(period - from_);
    double unlike = cycle_ > 0 && (target_ - period) % cycle_ != 0 ? 1 / kElsewhereInCycle : 1;
    for (const MovingPlan& plan : moving_) {
      const double difference = plan.steepness * (plan.values[place] - plan.planned);
      unlike *= std::isnan(difference) ? 1 / kOneNotGiven : 1 + difference * difference;
    }
    return 1 / unlike;
  }

 private:
  Period from_, target_;
  int cycle_;
  std::vector<MovingPlan> moving_;
};

}  // namespace

void declare_similar_periods(std::vector<FeatureInfo>& infos) {
  infos.push_back({"similar_demand", "plan", "kernel mean of past demand by likeness of plans / level",
                   FeatureTime::kTarget, true});
  infos.push_back({"similar_weight", "plan", "sum of its weights", FeatureTime::kTarget});
}

SimilarPeriods::SimilarPeriods(const DemandHistory& history, const FeatureSpans& spans)
    : spans_(spans), half_(std::max(1, spans.long_level / 2)) {
  for (Period u = history.first(); u <= history.last(); ++u) {
    const double around = history.mean(u - half_, u + half_);
    relative_.push_back(around > 0 ? history.at(u) / around : kAbsent);
  }
}

/// Demand over the mean around its period as far as the origin, at which it lies or before; NaN where there is none.
double SimilarPeriods::relative(const DemandHistory& history, Period period, Period origin) const {
  if (period + half_ <= origin) return relative_[static_cast<std::size_t>(period - history.first())];
  const double around = history.mean(period - half_, origin);
  return around > 0 ? history.at(period) / around : kAbsent;
}

void SimilarPeriods::tell(const DemandHistory& history, std::span<const ChannelValues> plans, Period origin,
                          const Span& target, double level, FeatureSink& sink) const {
  const Period from = std::max(history.first(), origin - 2 * std::max(spans_.year, spans_.level) + 1);
  const double now = history.mean(origin - spans_.long_level + 1, origin) / level;
  double demand = 0, weights = 0;
  bool any = true;
  for (int i = 0; i < target.length && any; ++i) {
    const Likeness likeness(plans, from, origin, origin + target.lead + 1 + i, spans_.cycle);
    any = likeness.any();
    double sum = 0, total = 0;
    for (Period u = from; u <= std::min(origin, history.last()) && any; ++u) {
      const double relative = this->relative(history, u, origin);
      if (std::isnan(relative)) continue;
      const double weight = likeness.weight(u);
      sum += weight * relative;
      total += weight;
    }
    demand += sum / total;
    weights += total;
  }
  sink(any ? demand / target.length * now : kAbsent);
  sink(any ? weights / target.length : kAbsent);
}

}  // namespace demandcast
