// What networks learn on catalogues of known truth; what every model promises is in contract_test.cpp.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/features/targets.h"
#include "demandcast/models/neural/network/held_back_loss.h"
#include "demandcast/models/neural/network/network_estimator.h"
#include "demandcast/models/neural/network_designs.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"
#include "demandcast/nn/gradient_test.h"

namespace demandcast::neural {
namespace {

OptionValues quick(const std::string& updates = "120") {
  return {{"updates", updates}, {"batch_series", "24"}, {"batch_origins", "16"}, {"width", "16"}};
}

std::unique_ptr<Forecaster> fit(const std::string& model, const Panel& panel, const OptionValues& options,
                                const Horizon& horizon = Horizon::of(kSteps)) {
  return NetworkEstimator(design_of(model, options)).fit(SingleShard(PanelView(panel, kOrigin)), horizon, {});
}

/// Smallest m with P(Poisson(mean) <= m) >= level.
double poisson_quantile(double mean, double level) {
  double chance = std::exp(-mean), sum = chance;
  int m = 0;
  while (sum < level) {
    ++m;
    chance *= mean / m;
    sum += chance;
  }
  return m;
}

/// Expected pinball loss of a forecast where demand is Poisson.
double expected_loss(double mean, double forecast, double level) {
  double chance = std::exp(-mean), loss = 0;
  for (int y = 0; y < 20 * (1 + mean); ++y) {
    const double error = y - forecast;
    loss += chance * std::fmax(level * error, (level - 1) * error);
    chance *= mean / (y + 1);
  }
  return loss;
}

/// Loss over that of the true quantiles, all series, steps and levels together.
double over_the_oracle(const Promoted& all, const QuantileForecast& forecast) {
  double own = 0, oracle = 0;
  for (std::size_t s = 0; s < all.level.size(); ++s) {
    for (int step = 0; step < kSteps; ++step) {
      const double mean = all.mean(s, kWeeks + step);
      for (std::size_t q = 0; q < forecast.level_count(); ++q) {
        const double level = forecast.horizon().levels[q];
        own += expected_loss(mean, forecast.quantiles(s, step)[q], level);
        oracle += expected_loss(mean, poisson_quantile(mean, level), level);
      }
    }
  }
  return own / oracle;
}

class Network : public testing::TestWithParam<std::string> {};

TEST_P(Network, LearnsWhatAPromotionDoesAndHowDemandScatters) {
  const Promoted all = promoted_catalogue(60);
  const auto fitted = fit(GetParam(), all.panel, quick("200"));
  const QuantileForecast forecast = forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {});
  EXPECT_LT(over_the_oracle(all, forecast), 1.06);
  double mean = 0, truth = 0;
  for (std::size_t s = 0; s < all.level.size(); ++s) {
    for (int step = 0; step < kSteps; ++step) {
      mean += forecast.mean(s, step);
      truth += all.mean(s, kWeeks + step);
    }
  }
  EXPECT_NEAR(mean / truth, 1, 0.05);
}

TEST_P(Network, ForecastsSpansOfItsFitAsTargetsOfTheirOwn) {
  const Promoted all = promoted_catalogue(40);
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{0, 3}};
  const auto fitted = fit(GetParam(), all.panel, quick("60"), horizon);
  const QuantileForecast forecast = forecast_one(*fitted, PanelView(all.panel, kOrigin), horizon, {});
  double sum = 0, truth = 0;
  for (std::size_t s = 0; s < all.level.size(); ++s) {
    sum += forecast.span_quantiles(s, 0)[4];
    truth += all.mean(s, kWeeks) + all.mean(s, kWeeks + 1) + all.mean(s, kWeeks + 2);
  }
  EXPECT_NEAR(sum / truth, 1, 0.1);
  horizon.spans = {{1, 2}};
  EXPECT_THROW(forecast_one(*fitted, PanelView(all.panel, kOrigin), horizon, {}), ConfigError);
}

TEST_P(Network, IsBitEqualFromTheSameSeedAndAnotherFromAnother) {
  const Promoted all = promoted_catalogue(20);
  const SingleShard data(PanelView(all.panel, kOrigin));
  const NetworkEstimator estimator(design_of(GetParam(), quick("6")));
  const auto median = [&](std::uint64_t seed) {
    RunContext context;
    context.seed = seed;
    const auto fitted = estimator.fit(data, Horizon::of(kSteps), context);
    return forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {}).quantiles(3, 2)[4];
  };
  EXPECT_EQ(median(1), median(1));
  EXPECT_NE(median(1), median(2));
}

INSTANTIATE_TEST_SUITE_P(Every, Network, testing::Values("feed_forward", "mq_rnn", "mq_cnn", "mq_transformer"),
                         [](const auto& name) { return name.param; });

TEST(MqCnn, InItsPublishedFormLearnsFromHistoryAndPlansAlone) {
  const Promoted all = promoted_catalogue(60);
  OptionValues options = quick("300");
  options["form"] = "published";
  options["learning_rate"] = "0.01";
  const auto fitted = fit("mq_cnn", all.panel, options);
  const QuantileForecast forecast = forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {});
  EXPECT_LT(over_the_oracle(all, forecast), 1.25);
}

TEST(MqCnn, WeighedByScatterLearnsTheSameQuantiles) {
  const Promoted all = promoted_catalogue(60);
  OptionValues options = quick("200");
  options["weights"] = "scatter";
  const auto fitted = fit("mq_cnn", all.panel, options);
  const QuantileForecast forecast = forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {});
  EXPECT_LT(over_the_oracle(all, forecast), 1.06);
  options["head"] = "student_t";  // whose likelihood weighs by scatter already
  EXPECT_THROW(fit("mq_cnn", all.panel, options), ConfigError);
}

TEST(MqCnn, HeldBackWeighsAsTheBetterOfBothOnTheNewestHorizon) {
  const Promoted all = promoted_catalogue(30);
  const SingleShard data(PanelView(all.panel, kOrigin));
  OptionValues options = quick("40");
  options["weights"] = "held_back";
  const WeightTrial trial = try_weights(design_of("mq_cnn", options), data, kSteps, {});
  ASSERT_TRUE(std::isfinite(trial.plain) && std::isfinite(trial.scatter));
  ASSERT_NE(trial.plain, trial.scatter);
  const auto median = [&](const std::string& weights) {
    options["weights"] = weights;
    const auto fitted = fit("mq_cnn", all.panel, options);
    return forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {}).quantiles(3, 2)[4];
  };
  const double chosen = median("held_back");
  EXPECT_EQ(chosen, median(trial.scatter < trial.plain ? "scatter" : "plain"));
  EXPECT_NE(chosen, median(trial.scatter < trial.plain ? "plain" : "scatter"));
}

TEST(MqCnn, WeighsPlainlyWhereNothingCanBeHeldBack) {
  NetworkDesign design = design_of("mq_cnn", {{"weights", "held_back"}});
  design.by_scatter = true;
  EXPECT_FALSE(with_better_weights(design, {}).by_scatter);
  const Promoted all = promoted_catalogue(5);
  const SingleShard young(PanelView(all.panel, all.panel.first_period(0) + 2));
  EXPECT_TRUE(std::isnan(try_weights(design, young, kSteps, {}).plain));
  EXPECT_TRUE(std::isnan(try_weights(design_of("mq_cnn", {{"head", "student_t"}}), young, kSteps, {}).plain));
}

TEST(HeldBackLoss, IsThatOfTheForecastFromAHorizonAgo) {
  const Promoted all = promoted_catalogue(12);
  const PanelView now(all.panel, kOrigin);
  const NetworkEstimator model(design_of("feed_forward", quick("5")));
  const auto fitted = model.fit(SingleShard(now.earlier(kSteps)), Horizon::of(kSteps), {});
  const QuantileForecast forecast = forecast_one(*fitted, now.earlier(kSteps), Horizon::of(kSteps), {});
  double loss = 0, demand = 0;
  for (std::size_t s = 0; s < now.series_count(); ++s) {
    for (int step = 0; step < kSteps; ++step) {
      const Period period = kOrigin - kSteps + 1 + step;
      const double y = now.series(s).target()[static_cast<std::size_t>(period - now.series(s).first_period())];
      demand += y;
      for (std::size_t q = 0; q < 9; ++q) {
        const double level = forecast.horizon().levels[q], error = y - forecast.quantiles(s, step)[q];
        loss += 2 * (error > 0 ? level * error : (level - 1) * error) / 9;
      }
    }
  }
  EXPECT_NEAR(held_back_loss(model, SingleShard(now), kSteps, {}), loss / demand, 1e-12);
}

/// Every head, and the loss over the oracle's that it must stay below on Poisson demand.
struct HeadLimit {
  std::string head;
  double limit;
};

class NetworkHead : public testing::TestWithParam<HeadLimit> {};

TEST_P(NetworkHead, LearnsHowDemandScatters) {
  const Promoted all = promoted_catalogue(60);
  OptionValues options = quick("200");
  options["head"] = GetParam().head;
  const auto fitted = fit("mq_cnn", all.panel, options);
  const QuantileForecast forecast = forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {});
  EXPECT_LT(over_the_oracle(all, forecast), GetParam().limit);
}

INSTANTIATE_TEST_SUITE_P(Every, NetworkHead,
                         testing::Values(HeadLimit{"spline", 1.06}, HeadLimit{"negative_binomial", 1.08},
                                         HeadLimit{"student_t", 1.1}, HeadLimit{"point", 1.6}),
                         [](const auto& name) { return name.param.head; });

TEST(MqCnn, LearnsHowCountsScatterBeyondPoisson) {
  constexpr double kLevel = 40, kDispersion = 0.3;
  std::vector<std::vector<float>> demand;
  for (std::uint64_t s = 0; s < 60; ++s) {
    RandomStream random(11, s);
    std::vector<float>& y = demand.emplace_back();
    for (int t = 0; t < kWeeks; ++t) y.push_back(static_cast<float>(random.negative_binomial(kLevel, kDispersion)));
  }
  const Panel panel = weekly_panel(std::move(demand));
  OptionValues options = quick("200");
  options["head"] = "negative_binomial";
  const QuantileForecast forecast =
      forecast_one(*fit("mq_cnn", panel, options), PanelView(panel, kOrigin), Horizon::of(kSteps), {});
  double width = 0;
  for (std::size_t s = 0; s < panel.series_count(); ++s) {
    for (int step = 0; step < kSteps; ++step) {
      width += (forecast.quantiles(s, step)[8] - forecast.quantiles(s, step)[0]) /
               static_cast<double>(panel.series_count() * kSteps);
    }
  }
  EXPECT_NEAR(width, 71 - 15, 8);  // of the true law; of a Poisson it is 16
}

TEST(Rnn, SaysAPointOrADistributionOfHistoryAndPlansAlone) {
  const Promoted all = promoted_catalogue(60);
  for (const std::string head : {"point", "negative_binomial"}) {
    OptionValues options = quick("300");
    options["head"] = head;
    options["learning_rate"] = "0.01";
    const auto fitted = fit("rnn", all.panel, options);
    const QuantileForecast forecast = forecast_one(*fitted, PanelView(all.panel, kOrigin), Horizon::of(kSteps), {});
    const double loss = over_the_oracle(all, forecast);
    if (head == "point") {
      EXPECT_EQ(forecast.quantiles(0, 0)[0], forecast.quantiles(0, 0)[8]);
      EXPECT_LT(loss, 1.8);
    } else {
      EXPECT_LT(loss, 1.25);
    }
  }
}

/// The second of two members alone.
std::unique_ptr<Forecaster> second_member(const Forecaster& both) {
  Artifact artifact, alone;
  ArtifactWriter writer(artifact);
  both.save(writer);
  alone = artifact;
  alone.floats.clear();
  for (const auto& [name, values] : artifact.floats) {
    if (name.starts_with("member_1/")) alone.floats["member_0/" + name.substr(9)] = values;
  }
  alone.integers["sizes"][6] = 1;
  return NetworkForecaster::load(design_of("mq_cnn", quick("4")), ArtifactReader(alone));
}

TEST(MqCnn, AveragesTheQuantilesOfItsMembers) {
  const Promoted all = promoted_catalogue(20);
  OptionValues options = quick("4");
  options["members"] = "2";
  const auto both = fit("mq_cnn", all.panel, options), first = fit("mq_cnn", all.panel, quick("4"));
  const auto second = second_member(*both);
  const auto quantiles = [&](const Forecaster& forecaster) {
    const QuantileForecast forecast =
        forecast_one(forecaster, PanelView(all.panel, kOrigin), Horizon::of(kSteps), RunContext());
    const std::span<const double> of = forecast.quantiles(7, 2);
    return std::vector<double>(of.begin(), of.end());
  };
  const std::vector<double> mean = quantiles(*both), a = quantiles(*first), b = quantiles(*second);
  EXPECT_NE(a, b);
  for (std::size_t q = 0; q < mean.size(); ++q) EXPECT_NEAR(mean[q], (a[q] + b[q]) / 2, 1e-4 * mean[q]);
}

TEST(MqCnn, RefusesMoreStepsThanItLearntOtherColumnsAndAGpuThatIsNotThere) {
  const Promoted all = promoted_catalogue(20);
  const PanelView view(all.panel, kOrigin);
  const auto fitted = fit("mq_cnn", all.panel, quick("2"));
  EXPECT_THROW(forecast_one(*fitted, view, Horizon::of(kSteps + 1), {}), ConfigError);
  const Panel bare = weekly_panel({std::vector<float>(kWeeks, 3)});
  EXPECT_THROW(forecast_one(*fitted, PanelView(bare, kOrigin), Horizon::of(kSteps), {}), ConfigError);
  OptionValues options = quick("2");
  options["device"] = "cuda";
  if (at::hasCUDA()) return;
  EXPECT_THROW(fit("mq_cnn", all.panel, options), ConfigError);
}

/// Asks for a stop after some updates, and counts all.
class StopAfter final : public Progress {
 public:
  explicit StopAfter(std::size_t updates) : updates_(updates) {}
  void advance(std::size_t units) override {
    made_ += units;
    if (made_ >= updates_) stop_.request_stop();
  }
  void finish() override {}
  std::stop_token token() const { return stop_.get_token(); }

 private:
  void begin(std::string_view, std::size_t, std::string_view) override {}
  std::size_t updates_, made_ = 0;
  std::stop_source stop_;
};

TEST(MqCnn, GoesOnFromACheckpointToTheSameBits) {
  const Promoted all = promoted_catalogue(20);
  const PanelView view(all.panel, kOrigin);
  const NetworkEstimator estimator(design_of("mq_cnn", quick("24")));
  const auto quantiles = [&](const RunContext& context) {
    const auto fitted = estimator.fit(SingleShard(view), Horizon::of(kSteps), context);
    const QuantileForecast forecast = forecast_one(*fitted, view, Horizon::of(kSteps), {});
    const std::span<const double> of = forecast.quantiles(7, 2);
    std::vector<double> told(of.begin(), of.end());
    std::ranges::copy(dynamic_cast<const Taught&>(*fitted).learning_curves().back().loss, std::back_inserter(told));
    return told;
  };
  RunContext stopped;
  stopped.checkpoints = std::filesystem::temp_directory_path() / "mq_cnn_goes_on";
  std::filesystem::remove_all(stopped.checkpoints);
  for (const std::size_t updates : {9, 17}) {  // before weights are averaged, and while they are
    StopAfter progress(updates);
    stopped.progress = &progress;
    stopped.stop = progress.token();
    EXPECT_THROW(quantiles(stopped), Interrupted);
  }
  RunContext resumed;
  resumed.checkpoints = stopped.checkpoints;
  EXPECT_EQ(quantiles(resumed), quantiles({}));
  std::filesystem::remove_all(stopped.checkpoints);
}

TEST(MqCnn, StopsEarlyWhereHeldBackPeriodsAreForecastNoBetter) {
  const Promoted all = promoted_catalogue(20);
  OptionValues options = quick("80");
  options["early_stop"] = "true";
  options["weights"] = "plain";
  options["learning_rate"] = "0.3";  // too high to go on getting better
  const auto fitted = fit("mq_cnn", all.panel, options);
  const std::vector<LearningCurve>& curves = dynamic_cast<const Taught&>(*fitted).learning_curves();
  ASSERT_EQ(curves.size(), 2U);
  const auto least = std::ranges::min_element(curves[0].held_back);
  const std::int64_t best = curves[0].judged[static_cast<std::size_t>(least - curves[0].held_back.begin())];
  EXPECT_LT(curves[0].judged.back(), 80);
  EXPECT_EQ(curves[0].judged.back() - best, 16);
  EXPECT_LT(curves[1].updates.back(), best);
}

TEST(MqCnn, SaysWhenThereIsNothingToLearnFrom) {
  const Panel zeros = weekly_panel({std::vector<float>(kWeeks, 0)});
  EXPECT_THROW(fit("mq_cnn", zeros, quick("2")), DataError);
  std::vector<float> late(kWeeks, std::nanf(""));
  late[kWeeks - 1] = late[kWeeks - 2] = 4;
  EXPECT_THROW(fit("mq_cnn", weekly_panel({late}), quick("2")), DataError);
}

TEST(MqCnn, RefusesSavedNumbersThatMakeNoSense) {
  const Promoted all = promoted_catalogue(20);
  const auto fitted = fit("mq_cnn", all.panel, quick("2"));
  Artifact artifact;
  ArtifactWriter writer(artifact);
  fitted->save(writer);
  const NetworkDesign design = design_of("mq_cnn", quick("2"));
  EXPECT_NE(NetworkForecaster::load(design, ArtifactReader(artifact)), nullptr);
  const auto refuses = [&](const auto& damage) {
    Artifact damaged = artifact;
    damage(damaged);
    EXPECT_THROW(NetworkForecaster::load(design, ArtifactReader(damaged)), FormatError);
  };
  refuses([](Artifact& a) { a.floats.begin()->second.pop_back(); });
  refuses([](Artifact& a) { a.floats.erase(a.floats.begin()); });
  refuses([](Artifact& a) { a.integers["sizes"][4] = -1; });
  refuses([](Artifact& a) { a.integers["sizes"][4] = 999'999; });  // would take gigabytes
  refuses([](Artifact& a) { a.integers["sizes"].resize(3); });
  refuses([](Artifact& a) { a.integers["sizes"][0] += 1; });
  refuses([](Artifact& a) { a.numbers["levels"][1] = 0; });
  refuses([](Artifact& a) { a.numbers["scales"].pop_back(); });
}

}  // namespace
}  // namespace demandcast::neural
