// Networks that several processes train together, the processes being threads here.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "demandcast/features/targets.h"
#include "demandcast/models/neural/network/train_network.h"
#include "demandcast/models/neural/network_designs.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"
#include "demandcast/training/thread_peers_test.h"

namespace demandcast::neural {
namespace {

/// All that a training starts from.
struct Start {
  Start(const std::string& model, const OptionValues& options)
      : all(promoted_catalogue(20)),
        view(all.panel, kOrigin),
        stream(view),
        design(design_of(model, options)),
        set(view),
        facts(learn_network_facts(model, stream, set, kSteps, {})),
        layout(set, facts.scales, facts.unit, design.engineered),
        targets(targets_of(Horizon::of(kSteps))) {
    const Gatherer gatherer(view, set, facts, layout, targets, {});
    sizes.past = gatherer.past_width();
    sizes.origin = layout.origin_width();
    sizes.target = gatherer.target_width();
    sizes.rough = layout.rough_count();
    sizes.targets = targets;
    sizes.categories = category_counts(facts.pooled.order, view.statics());
    sizes.layers = 5;
    if (design.attention.heads > 0) {
      sizes.window = 20;
      sizes.events = gatherer.events().width();
    }
  }

  ForkingNetwork new_network() const {
    at::manual_seed(3);
    return ForkingNetwork(design, sizes);
  }
  void train(ForkingNetwork& network, training::Peers& peers) const {
    train_network(network, design, {&stream, &set, &facts, &layout, targets, 5, "", &peers}, {});
  }

  Promoted all;
  PanelView view;
  SingleShard stream;
  NetworkDesign design;
  FeatureSet set;
  NetworkFacts facts;
  InputLayout layout;
  std::vector<Span> targets;
  NetworkSizes sizes;
};

/// Largest difference of two networks' weights, over the largest change that training made.
double difference(const ForkingNetwork& a, const ForkingNetwork& b, const ForkingNetwork& untrained) {
  double apart = 0, moved = 0;
  for (std::size_t w = 0; w < a->parameters().size(); ++w) {
    const at::Tensor weight = a->parameters()[w].detach();
    apart = std::max(apart, (weight - b->parameters()[w].detach()).abs().max().item<double>());
    moved = std::max(moved, (weight - untrained->parameters()[w].detach()).abs().max().item<double>());
  }
  return apart / moved;
}

struct Case {
  std::string model;
  OptionValues options;
};

class TrainTogether : public testing::TestWithParam<Case> {};

TEST_P(TrainTogether, IsTrainingAloneButForRounding) {
  OptionValues options{{"updates", "12"}, {"batch_series", "7"}, {"batch_origins", "8"}, {"width", "8"}};
  for (const auto& [name, value] : GetParam().options) options[name] = value;
  const Start start(GetParam().model, options);
  ForkingNetwork alone = start.new_network();
  training::Alone one;
  start.train(alone, one);
  std::vector<ForkingNetwork> together{start.new_network(), start.new_network(), start.new_network()};
  training::run_together(
      3, [&](training::Peers& peers) { start.train(together[static_cast<std::size_t>(peers.rank())], peers); });
  EXPECT_LT(difference(alone, together[0], start.new_network()), 2e-3);
  EXPECT_EQ(difference(together[0], together[1], start.new_network()), 0);
  EXPECT_EQ(difference(together[0], together[2], start.new_network()), 0);
}

INSTANTIATE_TEST_SUITE_P(Every, TrainTogether,
                         testing::Values(Case{"feed_forward", {}}, Case{"mq_rnn", {}}, Case{"mq_cnn", {}},
                                         Case{"mq_cnn", {{"weights", "scatter"}}},
                                         Case{"mq_cnn", {{"head", "student_t"}}},
                                         Case{"mq_cnn", {{"head", "negative_binomial"}}}, Case{"mq_transformer", {}}),
                         [](const auto& tested) {
                           std::string name = tested.param.model;
                           for (const auto& [option, value] : tested.param.options) name += "_" + value;
                           return name;
                         });

}  // namespace
}  // namespace demandcast::neural
