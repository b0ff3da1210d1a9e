// One network on random numbers, in double: gradients, causality, forking.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/forking_network.h"

#include <gtest/gtest.h>

#include <limits>

#include "demandcast/models/neural/network/random_network_test.h"
#include "demandcast/nn/gradient_test.h"

namespace demandcast::neural {
namespace {

/// Origins from..from + count - 1 of a batch, by themselves.
BatchTensors part_of(const BatchTensors& batch, std::int64_t from, std::int64_t count) {
  const std::int64_t less = batch.origin.size(1) - count;
  BatchTensors part = batch;
  part.past = batch.past.narrow(1, from, batch.past.size(1) - less);
  part.events = batch.events.narrow(1, from, batch.events.size(1) - less);
  for (at::Tensor* of_origins :
       {&part.origin, &part.target, &part.rough, &part.demand, &part.weight, &part.level, &part.begun, &part.ahead}) {
    *of_origins = of_origins->narrow(1, from, count);
  }
  return part;
}

at::Tensor quantiles(ForkingNetwork& network, const BatchTensors& batch) {
  nn::Dropout none;
  return network->forward(batch, none).parameters;
}

/// All parameters but those of the mean, which quantiles do not depend on.
std::vector<at::Tensor> learnt_by_quantiles(const ForkingNetworkImpl& network) {
  std::vector<at::Tensor> parameters;
  for (const auto& parameter : network.named_parameters()) {
    if (!parameter.key().starts_with("mean")) parameters.push_back(parameter.value());
  }
  return parameters;
}

TEST(ForkingNetwork, HasTheGradientsOfCentralDifferencesWhereItsOwnForecastsAreGiven) {
  for (const NetworkDesign& design : designs()) {
    if (design.attention.revisions > 0) continue;  // earlier medians are taken as given: see the test of its parts
    ForkingNetwork network = network_of(design);
    const BatchTensors batch = random_batch(network, 3);
    nn::expect_gradients_of_differences(
        learnt_by_quantiles(*network), [&] { return quantiles(network, batch).sin().sum() * 0.1; }, 10);
  }
}

TEST(ForkingNetwork, AnswersForTheNewestOriginAsAmongAll) {
  for (const NetworkDesign& design : designs()) {
    ForkingNetwork network = network_of(design);
    const BatchTensors batch = random_batch(network, 4);
    nn::Dropout none;
    const NetworkForecast all = network->forward(batch, none), newest = network->newest(batch);
    EXPECT_EQ(newest.parameters.size(1), 1);
    EXPECT_TRUE(at::allclose(newest.parameters, all.parameters.narrow(1, 3, 1), 1e-12, 1e-12));
    EXPECT_TRUE(at::allclose(newest.mean, all.mean.narrow(1, 3, 1), 1e-12, 1e-12));
  }
}

TEST(OwnForecasts, HaveTheGradientsOfCentralDifferences) {
  at::manual_seed(5);
  OwnForecasts own(sizes(), kEarlier, 6);
  own->to(at::kDouble);
  ForkingNetwork any = network_of(design_with(EncoderKind::kNone));
  const BatchTensors batch = random_batch(any, 4);
  const at::Tensor states = at::randn({2, 4, 3, 6}, at::kDouble), medians = at::rand({2, 4, 3}, at::kDouble);
  nn::expect_gradients_of_differences(own->parameters(), [&] {
    const OwnForecastsImpl::Found found = own->forward(batch, states, medians);
    return found.state.sin().sum() + found.median.square().sum();
  });
}

TEST(OwnForecasts, AreTakenInTheLevelOfTheOriginThatHearsOfThem) {
  OwnForecasts own(sizes(), 1, 6);
  own->to(at::kDouble);
  const at::NoGradGuard no_gradient;
  for (auto& parameter : own->named_parameters()) {
    parameter.value().zero_();
    if (parameter.key() == "forecasts.bias") parameter.value().fill_(50);  // all weight on the earlier forecast
  }
  ForkingNetwork any = network_of(design_with(EncoderKind::kNone));
  BatchTensors batch = random_batch(any, 2);
  batch.level = at::tensor({2.0, 4.0}, at::kDouble).repeat({2, 1});
  const at::Tensor medians = at::ones({2, 2, 3}, at::kDouble) * 3;
  const at::Tensor median = own->forward(batch, at::zeros({2, 2, 3, 6}, at::kDouble), medians).median;
  EXPECT_NEAR(median[0][1][0][0].item<double>(), 3 * 2.0 / 4, 1e-12);  // said a period before of the same date
  EXPECT_NEAR(median[0][1][1][0].item<double>(), 3, 1e-12);            // nothing was said of it
  EXPECT_NEAR(median[0][0][0][0].item<double>(), 3, 1e-12);            // there was nobody to say it
}

TEST(ForkingNetwork, ForecastsAnOriginAloneAsItDoesAmongOthers) {
  for (const NetworkDesign& design : designs()) {
    if (design.encoder == EncoderKind::kRecurrence) continue;  // its state starts with the block
    ForkingNetwork network = network_of(design);
    const BatchTensors batch = random_batch(network, 6);
    const at::Tensor all = quantiles(network, batch);
    const std::int64_t earlier = design.attention.revisions;
    for (std::int64_t m = earlier; m < 6; ++m) {
      BatchTensors alone = part_of(batch, m - earlier, 1 + earlier);
      alone.level = alone.level / alone.level.mean(1, true);  // as a batch of its own would have it
      EXPECT_TRUE(at::allclose(quantiles(network, alone).select(1, earlier), all.select(1, m), 1e-12, 1e-12))
          << design.attention.heads << " heads, " << earlier << " earlier, origin " << m;
    }
  }
}

TEST(ForkingNetwork, SeesNothingThatCameAfterAnOriginBitByBit) {
  for (const NetworkDesign& design : designs()) {
    ForkingNetwork network = network_of(design);
    const BatchTensors batch = random_batch(network, 6);
    BatchTensors changed = batch;
    constexpr std::int64_t kFrom = 3;  // origins from here on have another past, and other outcomes
    const auto later = [](at::Tensor& numbers, std::int64_t count) {
      numbers = numbers.clone();
      numbers.narrow(1, numbers.size(1) - count, count) += 7;
    };
    later(changed.past, 6 - kFrom);
    for (at::Tensor* of_origins : {&changed.origin, &changed.target, &changed.rough, &changed.ahead}) {
      later(*of_origins, 6 - kFrom);
    }
    changed.demand = batch.demand.clone();
    for (std::int64_t m = 0; m < 6; ++m) {  // of origin 2 and before: what came at period 3 and later
      if (m + 1 >= kFrom) changed.demand.select(1, m).select(1, 0) += 7;
      if (m + 2 >= kFrom) changed.demand.select(1, m).narrow(1, 1, 2) += 7;
    }
    later(changed.events, 6 - kFrom);
    const at::Tensor before = quantiles(network, batch), after = quantiles(network, changed);
    EXPECT_TRUE(at::equal(before.narrow(1, 0, kFrom), after.narrow(1, 0, kFrom))) << design.attention.heads;
    EXPECT_FALSE(at::equal(before.select(1, kFrom), after.select(1, kFrom)));
  }
}

TEST(MqTransformer, HearsOfTheErrorsOfItsEarlierForecasts) {
  ForkingNetwork network = network_of(design_with(EncoderKind::kConvolution, 0, kEarlier));
  const BatchTensors batch = random_batch(network, 4);
  BatchTensors changed = batch;
  changed.demand = batch.demand.clone();
  changed.demand.select(1, 2).select(1, 0) += 1;  // came at period 3, forecast from period 2
  const at::Tensor before = quantiles(network, batch), after = quantiles(network, changed);
  EXPECT_TRUE(at::equal(before.narrow(1, 0, 3), after.narrow(1, 0, 3)));
  EXPECT_FALSE(at::equal(before.select(1, 3), after.select(1, 3)));
}

}  // namespace
}  // namespace demandcast::neural
