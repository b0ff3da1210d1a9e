// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/stock_step.h"

#include <gmock/gmock.h>

#include "demandcast/buying/stock_tape.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

using ::testing::ElementsAre;

TEST(StockStep, SellsTheOldestFirstAndThrowsAwayWhatPerishes) {
  ItemEconomics milk;
  milk.shelf_life = 3;
  StockState state = StockState::empty(milk);
  state.stock = {4, 2, 5};
  PeriodOutcome outcome;
  meet_demand(StockSpans(state), milk, 3, outcome);
  EXPECT_EQ(outcome.sold, 3);
  EXPECT_EQ(outcome.held, 8);
  EXPECT_EQ(outcome.wasted, 1);
  EXPECT_EQ(outcome.lost, 0);
  EXPECT_THAT(state.stock, ElementsAre(2, 5, 0));
  outcome = {};
  meet_demand(StockSpans(state), milk, 10, outcome);
  EXPECT_EQ(outcome.sold, 7);
  EXPECT_EQ(outcome.lost, 3);
}

TEST(StockStep, ServesThoseWhoWaitFromArrivals) {
  ItemEconomics sofa;
  sofa.backlog_cost = 1;
  sofa.lead_time = LeadTime::of_periods(2);
  StockState state = StockState::empty(sofa);
  PeriodOutcome outcome;
  place_order(StockSpans(state), sofa.arrival_shares, 7, 2, outcome);
  meet_demand(StockSpans(state), sofa, 4, outcome);
  EXPECT_EQ(outcome.waiting, 4);
  EXPECT_EQ(outcome.sold, 0);
  EXPECT_THAT(state.pipeline, ElementsAre(0, 7));
  take_arrivals(StockSpans(state), outcome);
  EXPECT_THAT(state.pipeline, ElementsAre(7, 0));
  outcome = {};
  take_arrivals(StockSpans(state), outcome);
  EXPECT_EQ(outcome.sold, 4);
  EXPECT_EQ(state.backlog, 0);
  EXPECT_THAT(state.stock, ElementsAre(3));
}

TEST(StockStep, LetsOrdersComeInPartsAndAtOnce) {
  ItemEconomics item;
  item.arrival_shares = {0.5, 0.25, 0.125};
  StockState state = StockState::empty(item);
  PeriodOutcome outcome;
  place_order(StockSpans(state), item.arrival_shares, 8, 0, outcome);
  EXPECT_THAT(state.stock, ElementsAre(4));
  EXPECT_THAT(state.pipeline, ElementsAre(2, 1));
}

/// Weighted outcomes of a run of random numbers, orders following a linear policy of stock, pipeline and backlog.
struct Trial {
  ItemEconomics item;
  StockState start;
  std::vector<double> extra, demand;  ///< [period]
  std::vector<int> lead;
  PeriodOutcome weights;

  static double wish(const StockState& state, double extra) {
    double sum = extra;
    for (std::size_t k = 0; k < state.stock.size(); ++k) sum -= (0.3 + 0.1 * static_cast<double>(k)) * state.stock[k];
    for (const double units : state.pipeline) sum -= 0.2 * units;
    return sum + 0.4 * state.backlog;
  }
  StockTape run() const {
    StockTape tape(item, start);
    for (std::size_t t = 0; t < demand.size(); ++t) tape.next(wish(tape.state(), extra[t]), lead[t], demand[t]);
    return tape;
  }
  double value() const {
    StockTape tape(item, start);
    double sum = 0;
    for (std::size_t t = 0; t < demand.size(); ++t) {
      const PeriodOutcome o = tape.next(wish(tape.state(), extra[t]), lead[t], demand[t]);
      sum += weights.sold * o.sold + weights.lost * o.lost + weights.waiting * o.waiting + weights.held * o.held +
             weights.wasted * o.wasted;
    }
    return sum;
  }
};

Trial trial_of(int shelf_life, bool backlogged, std::uint64_t seed) {
  RandomStream stream(seed, 7);
  Trial trial;
  trial.item.shelf_life = shelf_life;
  if (backlogged) trial.item.backlog_cost = 1;
  trial.item.lead_time = LeadTime::of_weights({1, 1, 1});
  trial.item.arrival_shares = {0.7, 0.3};
  trial.start = StockState::empty(trial.item);
  for (double& units : trial.start.stock) units = 4 * stream.uniform();
  for (double& units : trial.start.pipeline) units = 4 * stream.uniform();
  if (backlogged) trial.start.backlog = 1;
  for (int t = 0; t < 14; ++t) {
    trial.extra.push_back(4 + 4 * stream.uniform());
    trial.demand.push_back(6 * stream.uniform());
    trial.lead.push_back(static_cast<int>(stream.below(3)));
  }
  trial.weights = {1.7, -0.9, -0.6, -0.23, -1.1};
  return trial;
}

/// Central difference by the number that `place` gives of a trial.
template <class Place>
double difference(Trial trial, Place place) {
  constexpr double kStep = 1e-6;
  place(trial) += kStep;
  const double above = trial.value();
  place(trial) -= 2 * kStep;
  return (above - trial.value()) / (2 * kStep);
}

void expect_gradients(const Trial& trial) {
  const StockTape tape = trial.run();
  std::vector<double> by_extra(trial.extra.size());
  const auto policy = [&](std::size_t t, double by_order, StockState& by_state) {
    by_extra[t] = by_order;
    for (std::size_t k = 0; k < by_state.stock.size(); ++k) {
      by_state.stock[k] -= (0.3 + 0.1 * static_cast<double>(k)) * by_order;
    }
    for (double& g : by_state.pipeline) g -= 0.2 * by_order;
    by_state.backlog += 0.4 * by_order;
  };
  const std::vector<PeriodOutcome> weights(trial.demand.size(), trial.weights);
  const StockTape::Gradients gradients = tape.backward(weights, policy);
  constexpr double kNear = 1e-7;
  for (std::size_t t = 0; t < trial.demand.size(); ++t) {
    EXPECT_NEAR(by_extra[t], difference(trial, [t](Trial& x) -> double& { return x.extra[t]; }), kNear) << t;
    EXPECT_NEAR(gradients.demands[t], difference(trial, [t](Trial& x) -> double& { return x.demand[t]; }), kNear) << t;
  }
  const StockState& start = gradients.start;
  for (std::size_t k = 0; k < start.stock.size(); ++k) {
    EXPECT_NEAR(start.stock[k], difference(trial, [k](Trial& x) -> double& { return x.start.stock[k]; }), kNear) << k;
  }
  for (std::size_t k = 0; k < start.pipeline.size(); ++k) {
    EXPECT_NEAR(start.pipeline[k], difference(trial, [k](Trial& x) -> double& { return x.start.pipeline[k]; }), kNear)
        << k;
  }
}

TEST(StockTape, GoesBackWithTheDerivativesOfFiniteDifferences) {
  for (const int shelf_life : {0, 1, 3}) {
    for (const bool backlogged : {false, true}) {
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(testing::Message() << "shelf life " << shelf_life << ", backlog " << backlogged << ", seed "
                                        << seed);
        expect_gradients(trial_of(shelf_life, backlogged, seed));
      }
    }
  }
}

}  // namespace
}  // namespace demandcast
