// Who orders in the VN2 game: the organiser's benchmark, and the newsvendor with a model's forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demandcast/buying/economics.h"
#include "demandcast/buying/simulator.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// A unit left at the end of a week costs 0.2, a lost sale 1; an order arrives after two full weeks.
ItemEconomics vn2_item();

/// Orders of all products for what is known up to `origin`, given their stock.
class Vn2Orderer {
 public:
  virtual ~Vn2Orderer() = default;
  virtual std::vector<double> orders(Period origin, const std::vector<StockState>& stock) = 0;
};

/// Orders up to vn2_order_up_to, rounded to the nearest unit. `panel`, which it keeps a reference to, has stock-outs as
/// censored cells.
std::unique_ptr<Vn2Orderer> vn2_organiser(const Panel& panel);

/// Orders what will be short of the demand to come, of which it knows: what nobody can go below from the same start.
std::unique_ptr<Vn2Orderer> vn2_foreseeing(const Panel& panel);

/// The order of least expected cost over 1,000 sample paths of a model that is learnt once, before its first orders.
/// `panel`, which it keeps a reference to, is shown up to each origin.
std::unique_ptr<Vn2Orderer> vn2_newsvendor(const Panel& panel, const std::string& model, const ModelOptions& options);

/// A policy trained before its first orders on the sixty weeks up to them, the newest twenty of which validate, and the
/// forecasts of a model as above. `panel` is what `source` reads.
std::unique_ptr<Vn2Orderer> vn2_learned(const DataSource& source, const Panel& panel, const std::string& model,
                                        const ModelOptions& options);

}  // namespace demandcast
