// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network_designs.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/models/neural/feed_forward/feed_forward_options.h"
#include "demandcast/models/neural/mq_cnn/mq_cnn_options.h"
#include "demandcast/models/neural/mq_rnn/mq_rnn_options.h"
#include "demandcast/models/neural/mq_transformer/mq_transformer_options.h"
#include "demandcast/models/neural/rnn/rnn_options.h"

namespace demandcast::neural {
namespace {

void take(const MqCnnOptions& options, NetworkDesign& design) {
  design.encoder = EncoderKind::kConvolution;
  design.engineered = design.skip = options.form == "seasonal";
  design.layers = static_cast<int>(options.layers);
  design.options = options.network;
}

bool weighs_by_scatter(std::string_view model, const NetworkOptions& options) {
  if (options.weights != "scatter") return false;
  if (options.head == "quantiles") return true;
  throw ConfigError(fmt::format(
      "[{0}] weights=scatter goes with head=quantiles, not with head={1}; leave one of them out", model, options.head));
}

}  // namespace

NetworkDesign design_of(std::string_view model, const OptionValues& values) {
  NetworkDesign design;
  design.model = design.recipe = model;
  for (const auto& [name, value] : values) design.recipe += fmt::format(";{}={}", name, value);
  if (model == "mq_cnn") {
    take(read_options<MqCnnOptions>(model, values), design);
  } else if (model == "mq_transformer") {
    const auto options = read_options<MqTransformerOptions>(model, values);
    take(options.encoder, design);
    design.attention = {.heads = options.heads,
                        .window = options.window,
                        .events = options.position == "events",
                        .revisions = options.revisions};
  } else if (model == "mq_rnn") {
    const auto options = read_options<MqRnnOptions>(model, values);
    design.encoder = EncoderKind::kRecurrence;
    design.engineered = design.skip = options.form == "seasonal";
    design.options = options.network;
  } else if (model == "rnn") {
    const auto options = read_options<RnnOptions>(model, values);
    design.encoder = EncoderKind::kRecurrence;
    design.engineered = design.skip = false;
    design.options = options.network;
  } else if (model == "feed_forward") {
    const auto options = read_options<FeedForwardOptions>(model, values);
    design.encoder = EncoderKind::kNone;
    design.skip = options.base == "mix";
    design.options = options.network;
  } else {
    throw ConfigError(fmt::format("\"{}\" is no network of this library", model));
  }
  design.by_scatter = weighs_by_scatter(model, design.options);
  return design;
}

}  // namespace demandcast::neural
