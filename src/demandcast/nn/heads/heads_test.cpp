// Heads beside closed forms, numerical integrals and central differences.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/nn/gradient_test.h"
#include "demandcast/nn/heads/make_head.h"

namespace demandcast::nn {
namespace {

const std::vector<double> kLevels{.02, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .98};
const std::vector<std::string> kHeads{"quantiles", "spline", "point", "student_t", "negative_binomial"};

at::Tensor row(const std::vector<double>& numbers) { return at::tensor(numbers, at::kDouble).unsqueeze(0); }
at::Tensor one(double number) { return at::full({1}, number, at::kDouble); }

double loss(const Head& head, double demand, const std::vector<double>& parameters, double unit = 1) {
  return head.loss(one(demand), row(parameters), one(unit), one(1)).item<double>();
}

double quantile(const Head& head, const std::vector<double>& parameters, double unit, double level) {
  double value = 0;
  head.quantiles(parameters, unit, {&level, 1}, {&value, 1});
  return value;
}

TEST(Heads, HaveTheGradientsOfCentralDifferences) {
  for (const std::string& name : kHeads) {
    const auto head = make_head(name, kLevels);
    at::manual_seed(7);
    const at::Tensor raw = at::randn({6, head->outputs()}, at::kDouble).requires_grad_();
    const at::Tensor base = (at::rand({6, 1}, at::kDouble) + 0.2).requires_grad_();
    at::Tensor demand = at::rand({6}, at::kDouble) * 3;
    demand[4] = std::numeric_limits<double>::quiet_NaN();
    const at::Tensor unit = at::rand({6}, at::kDouble) * 20, weights = at::rand({6}, at::kDouble);
    for (const bool moved : {false, true}) {
      const auto of = [&] {
        return head->loss(demand, head->parameters(raw, moved ? base : at::Tensor()), unit, weights);
      };
      expect_gradients_of_differences(moved ? std::vector{raw, base} : std::vector{raw}, of);
    }
  }
}

TEST(Heads, GiveRisingFiniteQuantilesForAnyRawNumbers) {
  at::manual_seed(8);
  for (const std::string& name : kHeads) {
    const auto head = make_head(name, kLevels);
    for (const double size : {0.1, 5.0, 40.0}) {
      const at::Tensor raw = at::randn({50, head->outputs()}, at::kDouble) * size;
      const at::Tensor all = head->parameters(raw, at::rand({50, 1}, at::kDouble)).contiguous();
      for (std::int64_t i = 0; i < 50; ++i) {
        const std::span<const double> parameters(all[i].data_ptr<double>(), static_cast<std::size_t>(head->outputs()));
        const std::vector<double> levels{.001, .1, .5, .77, .9, .999};
        std::vector<double> quantiles(levels.size());
        head->quantiles(parameters, 3, levels, quantiles);
        EXPECT_TRUE(std::ranges::is_sorted(quantiles)) << name;
        EXPECT_TRUE(std::ranges::all_of(quantiles, [](double q) { return std::isfinite(q); })) << name << ' ' << size;
      }
    }
  }
}

TEST(Heads, AreLedByTheirCentreAlone) {
  at::manual_seed(9);
  for (const std::string& name : kHeads) {
    const auto head = make_head(name, kLevels);
    const at::Tensor raw = at::randn({5, head->outputs()}, at::kDouble), base = at::rand({5, 1}, at::kDouble);
    for (const at::Tensor& from : {base, at::Tensor()}) {
      const at::Tensor centre = head->centre(raw.narrow(1, head->centre_place(), 1), from).squeeze(1);
      EXPECT_TRUE(at::equal(centre, head->middle(head->parameters(raw, from)))) << name;
    }
  }
}

TEST(Heads, LearnNothingFromWhatIsNotKnown) {
  for (const std::string& name : kHeads) {
    const auto head = make_head(name, kLevels);
    const at::Tensor raw = at::randn({2, head->outputs()}, at::kDouble).requires_grad_();
    const at::Tensor unknown = at::full({2}, std::numeric_limits<double>::quiet_NaN(), at::kDouble);
    const at::Tensor total =
        head->loss(unknown, head->parameters(raw, {}), at::ones_like(unknown), at::ones_like(unknown));
    total.backward();
    EXPECT_EQ(total.item<double>(), 0) << name;
    EXPECT_EQ(raw.grad().abs().sum().item<double>(), 0) << name;
  }
}

TEST(Heads, RefuseANameThatIsNone) { EXPECT_THROW(make_head("gaussian", kLevels), ConfigError); }

TEST(QuantileHead, LaysLinesOverNormalScoresBetweenItsLevels) {
  const auto head = make_head("quantiles", kLevels);
  std::vector<double> parameters;
  for (const double level : kLevels) parameters.push_back(10 + 3 * normal_quantile(level));
  for (const double level : {0.001, 0.02, 0.25, 0.5, 0.77, 0.98, 0.999}) {
    EXPECT_NEAR(quantile(*head, parameters, 2, level), 2 * (10 + 3 * normal_quantile(level)), 1e-9) << level;
  }
}

/// Knots of a lopsided distribution, and tails.
std::vector<double> spline_parameters() {
  std::vector<double> parameters;
  for (const double level : kLevels) parameters.push_back(std::exp(0.5 * normal_quantile(level)));
  parameters.push_back(0.15);
  parameters.push_back(0.6);
  return parameters;
}

/// The integral over all levels of the pinball loss by Simpson's rule, finer towards the ends.
double integral_of_pinball(const Head& head, const std::vector<double>& parameters, double demand) {
  constexpr int kParts = 400'000;
  double sum = 0;
  for (int i = 0; i < kParts; ++i) {
    const double x = (i + 0.5) / kParts, level = x * x * (3 - 2 * x), density = 6 * x * (1 - x);
    const double error = demand - quantile(head, parameters, 1, level);
    sum += density / kParts * std::max(level * error, (level - 1) * error);
  }
  return sum;
}

TEST(SplineHead, LosesTheIntegralOfThePinballLossOverAllLevels) {
  const auto head = make_head("spline", kLevels);
  const std::vector<double> parameters = spline_parameters();
  for (const double demand : {-1.0, 0.05, 0.3, 0.81, 1.0, 1.3, 2.6, 4.0, 9.0}) {
    EXPECT_NEAR(loss(*head, demand, parameters), integral_of_pinball(*head, parameters, demand), 2e-6) << demand;
  }
}

TEST(SplineHead, GoesThroughItsKnotsAndFallsAwayExponentiallyBeyondThem) {
  const auto head = make_head("spline", kLevels);
  const std::vector<double> parameters = spline_parameters();
  for (std::size_t k = 0; k < kLevels.size(); ++k) {
    EXPECT_NEAR(quantile(*head, parameters, 5, kLevels[k]), 5 * parameters[k], 1e-12);
  }
  EXPECT_NEAR(quantile(*head, parameters, 1, 0.65), (parameters[7] + parameters[8]) / 2, 1e-12);
  EXPECT_NEAR(quantile(*head, parameters, 1, 0.998), parameters[12] + 0.6 * std::log(10), 1e-12);
  EXPECT_NEAR(quantile(*head, parameters, 1, 0.002), parameters[0] - 0.15 * std::log(10), 1e-12);
}

TEST(StudentTHead, LosesTheNegativeLogarithmOfItsDensity) {
  const auto head = make_head("student_t", kLevels);
  const double m = 2, s = 0.5, y = 3;  // of three degrees: 6 sqrt(3) / (pi (3 + z^2)^2)
  const double z = (y - m) / s;
  const double density = 6 * std::sqrt(3) / (M_PI * std::pow(3 + z * z, 2)) / s;
  EXPECT_NEAR(loss(*head, y, {m, s, 3}), -std::log(density), 1e-12);
}

TEST(StudentTHead, HasTheQuantilesOfTables) {
  const auto head = make_head("student_t", kLevels);
  EXPECT_NEAR(quantile(*head, {1, 2, 5}, 10, 0.975), 10 * (1 + 2 * 2.570582), 1e-4);
  EXPECT_NEAR(quantile(*head, {1, 2, 10}, 1, 0.1), 1 - 2 * 1.372184, 1e-5);
}

TEST(NegativeBinomialHead, LosesTheNegativeLogarithmOfItsProbability) {
  const auto head = make_head("negative_binomial", kLevels);
  // two failures before the third success, success probability 3 / (3 + 1.5): C(4, 2) p^3 (1 - p)^2
  const double p = 3 / 4.5, probability = 6 * std::pow(p, 3) * std::pow(1 - p, 2);
  EXPECT_NEAR(loss(*head, 2.0 / 4, {1.5 / 4, 1.0 / 3}, 4), -std::log(probability), 1e-10);  // in units of 4
}

TEST(NegativeBinomialHead, KnowsTheSlopeOfItsDispersionAmongManyCountsInSinglePrecision) {
  const auto head = make_head("negative_binomial", kLevels);
  const auto slope = [&](at::ScalarType type) {
    const at::Tensor parameters = at::tensor({1.0, 2e-4}, type).view({1, 2}).detach().requires_grad_();
    const at::Tensor unit = at::full({1}, 30'000, type), weight = at::ones({1}, type);
    head->loss(at::full({1}, 1.01, type), parameters, unit, weight).backward();
    return parameters.grad()[0][1].item<double>();
  };
  EXPECT_NEAR(slope(at::kFloat) / slope(at::kDouble), 1, 1e-3);
}

TEST(NegativeBinomialHead, GivesTheLeastCountThatHoldsTheLevel) {
  const auto head = make_head("negative_binomial", kLevels);
  const double mean = 2.7, dispersion = 0.6, r = 1 / dispersion, p = r / (r + mean);
  for (const double level : {0.02, 0.1, 0.5, 0.9, 0.99}) {
    double below = 0;
    int count = -1;
    while (below < level) {
      ++count;
      below += std::exp(std::lgamma(count + r) - std::lgamma(r) - std::lgamma(count + 1.0)) * std::pow(p, r) *
               std::pow(1 - p, count);
    }
    EXPECT_EQ(quantile(*head, {mean / 3, dispersion}, 3, level), count) << level;
  }
}

}  // namespace
}  // namespace demandcast::nn
