// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/update_gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/forecast/recent_loss.h"
#include "demandcast/models/calibrated/past/earlier_stream.h"

namespace demandcast {
namespace {

std::string text_of(const std::string& window, const LossPair& loss) {
  if (!loss.judged()) return window + " not judged, nothing was sold in them";
  return fmt::format("{} {:.4f} -> {:.4f} ({:.1f} % {})", window, loss.before, loss.after, 100 * std::abs(loss.worse()),
                     loss.worse() > 0 ? "worse" : "better");
}

bool within(const LossPair& loss, double tolerance) { return !loss.judged() || loss.worse() <= tolerance; }

}  // namespace

bool LossPair::judged() const { return std::isfinite(before) && std::isfinite(after); }

double LossPair::worse() const {
  if (before > 0) return after / before - 1;
  return after > 0 ? std::numeric_limits<double>::infinity() : 0;
}

GateWindows gate_windows(int steps, int learnt_ago) {
  return {.steps = steps, .known_ago = std::max(steps, learnt_ago)};
}

bool UpdateGate::passed() const {
  return (newest.judged() || known.judged()) && within(newest, tolerance) && within(known, tolerance);
}

std::string UpdateGate::text(int steps) const {
  return fmt::format("wQL on {}; on {}", text_of(fmt::format("the newest {} periods", steps), newest),
                     text_of(fmt::format("{} periods that the model had learnt", steps), known));
}

UpdateGate judge_update(const Forecaster& before, const Forecaster& after, const PanelStream& stream,
                        const GateWindows& windows, double tolerance, const RunContext& context) {
  const auto pair_on = [&](const PanelStream& judged) {
    return LossPair{recent_loss(before, judged, windows.steps, context),
                    recent_loss(after, judged, windows.steps, context)};
  };
  return {
      .newest = pair_on(stream), .known = pair_on(EarlierStream(stream, windows.known_ago)), .tolerance = tolerance};
}

}  // namespace demandcast
