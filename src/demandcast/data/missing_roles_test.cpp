// A file with columns of other names is refused with the flags that would read it.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/missing_roles.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace demandcast {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

std::string text_of(const std::vector<std::string>& missing, const std::vector<std::string>& present,
                    const DataSource& source = {}) {
  return missing_roles_text(MissingColumns("sales.csv", missing, present), source);
}

TEST(MissingRoles, AreSaidWithTheColumnsThatThereAreAndTheirFlags) {
  EXPECT_EQ(
      text_of({"unique_id", "ds", "y"}, {"store", "Date", "Sales"}),
      "\"sales.csv\": no column \"unique_id\" for the series' id, no column \"ds\" for the date, no column \"y\" for "
      "demand; its columns are store, Date, Sales; say which to take, for example --id store --time Date --target "
      "Sales");
}

TEST(MissingRoles, AreFoundUnderTheNamesOfOtherPackages) {
  EXPECT_THAT(text_of({"unique_id", "ds", "y"}, {"item_id", "timestamp", "target"}),
              EndsWith("--id item_id --time timestamp --target target"));
  EXPECT_THAT(text_of({"unique_id", "y"}, {"Unique_ID", "ds", "units_sold"}),
              EndsWith("--id Unique_ID --target units_sold"));
  EXPECT_THAT(text_of({"y"}, {"unique_id", "ds", "a", "b"}), EndsWith("--target COLUMN"));
}

TEST(MissingRoles, OfferTheNearestNameOfACovariate) {
  DataSource source;
  source.known = {"prise"};
  EXPECT_THAT(text_of({"prise"}, {"unique_id", "ds", "y", "price"}, source), EndsWith("--known price"));
}

TEST(MissingRoles, OfferNoColumnTwice) {
  EXPECT_THAT(text_of({"unique_id", "ds"}, {"date", "y"}), EndsWith("--id COLUMN --time date"));
}

TEST(MissingRoles, KeepTheListOfAWideFileShort) {
  std::vector<std::string> days;
  for (int day = 0; day < 365; ++day) days.push_back(fmt::format("d_{}", day));
  const std::string text = text_of({"unique_id"}, days);
  EXPECT_THAT(text, HasSubstr("d_29, ... (365 in all)"));
  EXPECT_LT(text.size(), 500u);
}

}  // namespace
}  // namespace demandcast
