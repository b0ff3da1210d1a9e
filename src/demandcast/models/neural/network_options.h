// Options that all networks share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct NetworkOptions {
  std::int64_t updates = 400;
  std::int64_t batch_series = 64;
  std::int64_t batch_origins = 24;
  double learning_rate = 0.004;
  double weight_decay = 1e-4;
  double dropout = 0.25;
  std::int64_t width = 32;
  std::int64_t members = 1;
  std::string head = "quantiles";
  std::string weights = "held_back";
  std::string calendar = "both";
  bool early_stop = false;
  std::string device = "cpu";
};

template <class Visitor>
void describe(Visitor& visitor, NetworkOptions& options) {
  visitor.field("updates", options.updates, "steps of the optimiser", whole_in_range(1, 10'000'000));
  visitor.field("batch_series", options.batch_series, "series drawn for an update", whole_in_range(1, 65'536));
  visitor.field("batch_origins", options.batch_origins, "consecutive origins of each of them",
                whole_in_range(1, 4'096));
  visitor.field("learning_rate", options.learning_rate, "highest rate, reached after a tenth of the updates",
                in_range(1e-7, 1));
  visitor.field("weight_decay", options.weight_decay, "decay of matrices, in units of the rate", in_range(0, 1));
  visitor.field("dropout", options.dropout, "share of the hidden numbers set to zero in training", in_range(0, 0.9));
  visitor.field("width", options.width, "hidden numbers a period in the encoder", whole_in_range(4, 4'096));
  visitor.field("members", options.members, "networks trained from other seeds, whose quantiles are averaged",
                whole_in_range(1, 100));
  visitor.field(
      "head", options.head,
      "what it says of a target, and is taught by: quantiles (pinball loss); spline (the complete quantile function, "
      "CRPS); point (the median alone, absolute error; put distribution_engine or calibrated around it); student_t, "
      "negative_binomial (likelihood)",
      one_of({"quantiles", "spline", "point", "student_t", "negative_binomial"}));
  visitor.field(
      "weights", options.weights,
      "what a miss counts for: plain, the root of the level; scatter (head=quantiles), that over the width of the "
      "interval that the network expects there, so that wild periods do not drown calm ones; held_back, the better of "
      "both on the newest horizon, tried with half the updates each (with another head, or too short a history: plain)",
      one_of({"held_back", "plain", "scatter"}));
  visitor.field(
      "calendar", options.calendar,
      "always: an input of every block and forecast; training: of half the blocks and no forecast, so that what "
      "single dates did is not learnt as a rule; both: of half the blocks, and the mean of forecasts with and "
      "without it",
      one_of({"always", "training", "both"}));
  visitor.field(
      "early_stop", options.early_stop,
      "whether the newest horizon, held back, decides the number of updates: that after which its loss was least, in "
      "a trial that ends when a fifth of them brought nothing better");
  visitor.field("device", options.device, "where tensors live: cpu, or cuda where LibTorch has it",
                one_of({"cpu", "cuda"}));
}

/// The option `form` of networks with an encoder.
template <class Visitor>
void describe_form(Visitor& visitor, std::string& form) {
  visitor.field(
      "form", form,
      "published: history, plans and calendar alone; seasonal: the forest's features, too, and a mix of rough "
      "forecasts (season, level, like plans) that the network moves",
      one_of({"seasonal", "published"}));
}

}  // namespace demandcast
