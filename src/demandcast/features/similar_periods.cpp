// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/similar_periods.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kElsewhereInCycle = 0.25, kOneNotGiven = 0.1, kSteepness = 2;

/// A channel that moved, and how steeply weights fall with a difference in it.
struct MovingPlan {
  const ChannelValues* values;
  double planned, steepness;
};

class Kernel {
 public:
  Kernel(std::span<const ChannelValues> plans, Period from, Period origin, Period target, int cycle)
      : target_(target), cycle_(cycle) {
    for (const ChannelValues& plan : plans) {
      const double deviation = plan.deviation(from, origin), planned = plan.at(target);
      if (deviation > 0 && !std::isnan(planned)) moving_.push_back({&plan, planned, kSteepness / deviation});
    }
  }

  bool any() const { return !moving_.empty(); }

  double weight(Period period) const {
    double weight = cycle_ > 0 && (target_ - period) % cycle_ != 0 ? kElsewhereInCycle : 1;
    for (const MovingPlan& plan : moving_) {
      const double difference = plan.steepness * (plan.values->at(period) - plan.planned);
      weight *= std::isnan(difference) ? kOneNotGiven : 1 / (1 + difference * difference);
    }
    return weight;
  }

 private:
  Period target_;
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
  for (Period u = history.first(); u <= history.last(); ++u) around_.push_back(history.mean(u - half_, u + half_));
}

/// Mean demand around a period as far as the origin, at which it lies or before.
double SimilarPeriods::around(const DemandHistory& history, Period period, Period origin) const {
  if (period + half_ > origin) return history.mean(period - half_, origin);
  return around_[static_cast<std::size_t>(period - history.first())];
}

void SimilarPeriods::tell(const DemandHistory& history, std::span<const ChannelValues> plans, Period origin,
                          const Span& target, double level, FeatureSink& sink) const {
  const Period from = std::max(history.first(), origin - 2 * std::max(spans_.year, spans_.level) + 1);
  const double now = history.mean(origin - spans_.long_level + 1, origin) / level;
  double demand = 0, weights = 0;
  bool any = true;
  for (int i = 0; i < target.length && any; ++i) {
    const Kernel kernel(plans, from, origin, origin + target.lead + 1 + i, spans_.cycle);
    any = kernel.any();
    double sum = 0, total = 0;
    for (Period u = from; u <= std::min(origin, history.last()) && any; ++u) {
      const double around = this->around(history, u, origin), y = history.at(u);
      if (std::isnan(y) || !(around > 0)) continue;
      const double weight = kernel.weight(u);
      sum += weight * y / around;
      total += weight;
    }
    demand += sum / total;
    weights += total;
  }
  sink(any ? demand / target.length * now : kAbsent);
  sink(any ? weights / target.length : kAbsent);
}

}  // namespace demandcast
