// Which colour and dash a model has in every chart, and which models charts draw.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/model_style.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/report/html.h"
#include "demandcast/report/plot.h"

namespace demandcast {

std::vector<DrawnModel> drawn_models(const Evaluation& evaluation) {
  constexpr std::size_t kStyles = 7;
  std::vector<DrawnModel> drawn;
  for (std::size_t i = 0; i < evaluation.leaderboard.size() && drawn.size() < kStyles; ++i) {
    const std::string& name = evaluation.leaderboard[i];
    if (name != evaluation.reference) drawn.push_back({i, name, "m" + std::to_string(drawn.size())});
  }
  const auto& board = evaluation.leaderboard;
  const auto reference = std::find(board.begin(), board.end(), evaluation.reference);
  if (reference != board.end()) {
    drawn.push_back({static_cast<std::size_t>(reference - board.begin()), *reference, "mr"});
  }
  return drawn;
}

std::string legend_entry(const std::string& style, const std::string& name) {
  return fmt::format(
      "<li><svg class=\"key\" viewBox=\"0 0 30 12\" aria-hidden=\"true\"><path class=\"line {0}\" d=\"M0 6L30 6\"/>"
      "{1}</svg>{2}</li>",
      style, svg::marker(15, 6, 4, style, ""), html::name(name));
}

std::string model_legend(const Evaluation& evaluation) {
  const std::vector<DrawnModel> drawn = drawn_models(evaluation);
  std::string items;
  for (const DrawnModel& model : drawn) items += legend_entry(model.style, model.name);
  const std::size_t hidden = evaluation.leaderboard.size() - drawn.size();
  if (hidden > 0) items += fmt::format("<li>and {} more in the tables</li>", hidden);
  return html::element("ul", items, "class=\"legend\"");
}

}  // namespace demandcast
