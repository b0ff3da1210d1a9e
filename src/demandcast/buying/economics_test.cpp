// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/economics.h"

#include <gmock/gmock.h>

namespace demandcast {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ItemEconomics shirt() {
  ItemEconomics item;
  item.price = 10;
  item.cost = 6;
  item.holding_cost = 0.1;
  return item;
}

TEST(ItemEconomics, TakesTheMarginForALostSaleUnlessToldOtherwise) {
  ItemEconomics item = shirt();
  EXPECT_DOUBLE_EQ(item.shortage_cost(), 4);
  item.lost_sale_cost = 7;
  EXPECT_DOUBLE_EQ(item.shortage_cost(), 7);
  EXPECT_THAT(faults_of(item), IsEmpty());
}

TEST(ItemEconomics, HoldsForAReviewPeriodAndWritesOffWhatPerishes) {
  ItemEconomics item = shirt();
  item.review_period = 4;
  EXPECT_DOUBLE_EQ(item.surplus_cost(), 0.4);
  EXPECT_DOUBLE_EQ(item.critical_ratio(), 4 / 4.4);
  item.shelf_life = 2;
  item.salvage = 1;
  EXPECT_EQ(item.cover(), 2);
  EXPECT_DOUBLE_EQ(item.surplus_cost(), 0.2 + 5);
  item.shelf_life = 0;
  item.backlog_cost = 0.9;
  EXPECT_DOUBLE_EQ(item.critical_ratio(), 0.9);
}

TEST(ItemEconomics, OrdersWholePacksOfAtLeastTheMinimum) {
  ItemEconomics item = shirt();
  EXPECT_DOUBLE_EQ(item.orderable(2.5), 2.5);
  item.pack_size = 6;
  EXPECT_DOUBLE_EQ(item.orderable(0), 0);
  EXPECT_DOUBLE_EQ(item.orderable(-3), 0);
  EXPECT_DOUBLE_EQ(item.orderable(6), 6);
  EXPECT_DOUBLE_EQ(item.orderable(6.1), 12);
  item.min_order = 20;
  EXPECT_DOUBLE_EQ(item.orderable(1), 24);
}

TEST(ItemEconomics, SayWhatMakesNoSense) {
  const auto faults = [](auto change) {
    ItemEconomics item = shirt();
    change(item);
    return faults_of(item);
  };
  EXPECT_THAT(faults([](ItemEconomics& item) { item.cost = 11; }),
              testing::Contains(HasSubstr("cost 11 is above price 10")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.salvage = 7; }),
              ElementsAre(HasSubstr("salvage 7 is above cost 6")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.holding_cost = 0; }), ElementsAre(HasSubstr("holding_cost is 0")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.holding_cost = -1; }), ElementsAre(HasSubstr("holding_cost -1")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.price = ItemEconomics::kNotGiven; }),
              ElementsAre(HasSubstr("neither price, lost_sale_cost nor backlog_cost")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.lost_sale_cost = item.backlog_cost = 1; }),
              ElementsAre(HasSubstr("both given")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.price = 6; }), ElementsAre(HasSubstr("costs nothing")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.review_period = 0; }), ElementsAre(HasSubstr("review_period 0")));
  EXPECT_THAT(faults([](ItemEconomics& item) { item.arrival_shares = {0.7, 0.7}; }),
              ElementsAre(HasSubstr("arrival_shares")));
}

}  // namespace
}  // namespace demandcast
