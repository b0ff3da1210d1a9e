// Arrow's columns become ours whatever their width, unit and dictionary.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table_from_arrow.h"

#include <arrow/api.h>
#include <arrow/compute/cast.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using Columns = decltype(TableColumn::values);

std::shared_ptr<arrow::Array> array_of(const std::vector<std::optional<std::int64_t>>& values,
                                       const std::shared_ptr<arrow::DataType>& type) {
  arrow::Int64Builder builder;
  for (const auto& value : values) throw_unless_ok(builder.AppendOrNull(value), "test");
  const auto integers = value_or_throw(builder.Finish(), "test");
  const bool temporal = arrow::is_temporal(type->id());
  return temporal && arrow::bit_width(type->id()) == 64
             ? value_or_throw(integers->View(type), "test")
             : value_or_throw(arrow::compute::Cast(integers, type), "test").make_array();
}

std::shared_ptr<arrow::Array> texts_of(const std::vector<std::optional<std::string>>& texts,
                                       const std::shared_ptr<arrow::DataType>& type) {
  arrow::StringBuilder builder;
  for (const auto& text : texts) throw_unless_ok(text ? builder.Append(*text) : builder.AppendNull(), "test");
  return value_or_throw(arrow::compute::Cast(value_or_throw(builder.Finish(), "test"), type), "test").make_array();
}

Columns read(const arrow::ArrayVector& chunks, bool empty_is_null = false) {
  const auto column = std::make_shared<arrow::ChunkedArray>(chunks);
  const auto table = arrow::Table::Make(arrow::schema({arrow::field("x", column->type())}), {column});
  return table_from_arrow(*table, {}, empty_is_null, "file").columns.at(0).values;
}

TEST(TableFromArrow, TextsOfEveryTypeGetOneDictionaryInOrderOfTheirFirstRow) {
  const auto coded = arrow::dictionary(arrow::int8(), arrow::utf8());
  for (const auto& type : {arrow::utf8(), arrow::large_utf8(), arrow::utf8_view(), coded}) {
    const auto first = texts_of({"b", "b", std::nullopt, "a", ""}, type), second = texts_of({"c", "a", "c"}, type);
    const auto text = std::get<TextColumn>(read({first, second}));
    EXPECT_EQ(text.dictionary, (std::vector<std::string>{"b", "a", "", "c"})) << type->ToString();
    EXPECT_EQ(text.codes, (std::vector<std::int32_t>{0, 0, -1, 1, 2, 3, 1, 3})) << type->ToString();
    EXPECT_EQ(std::get<TextColumn>(read({first}, true)).codes, (std::vector<std::int32_t>{0, 0, -1, 1, -1}))
        << type->ToString();
  }
}

TEST(TableFromArrow, WordsThatNoRowUsesAreLeftOut) {
  const auto coded = texts_of({"a", "b", "c"}, arrow::dictionary(arrow::int32(), arrow::utf8()));
  EXPECT_EQ(std::get<TextColumn>(read({coded->Slice(2), coded->Slice(1, 1)})).dictionary,
            (std::vector<std::string>{"c", "b"}));
}

TEST(TableFromArrow, DatesOfEveryUnitAreSecondsAlsoBefore1970) {
  const auto expect_days = [](const std::shared_ptr<arrow::DataType>& type, std::int64_t per_day) {
    const auto times = std::get<TimeColumn>(read({array_of({-per_day, std::nullopt, 2 * per_day}, type)})).times;
    EXPECT_EQ(times, (std::vector<Timestamp>{-86400, TimeColumn::kNoTime, 2 * 86400})) << type->ToString();
  };
  expect_days(arrow::timestamp(arrow::TimeUnit::SECOND), 86400);
  expect_days(arrow::timestamp(arrow::TimeUnit::MILLI, "UTC"), 86'400'000);
  expect_days(arrow::timestamp(arrow::TimeUnit::MICRO), 86'400'000'000);
  expect_days(arrow::timestamp(arrow::TimeUnit::NANO), 86'400'000'000'000);
  expect_days(arrow::date64(), 86'400'000);
  arrow::Date32Builder days;
  throw_unless_ok(days.AppendValues(std::vector<std::int32_t>{-1, 2}), "test");
  EXPECT_EQ(std::get<TimeColumn>(read({value_or_throw(days.Finish(), "test")})).times,
            (std::vector<Timestamp>{-86400, 2 * 86400}));
}

TEST(TableFromArrow, FractionsOfASecondAndOtherTimeZonesAreRefused) {
  const auto nanoseconds = arrow::timestamp(arrow::TimeUnit::NANO);
  EXPECT_THROW(read({array_of({1'000'000'000, 1'500'000'000}, nanoseconds)}), DataError);
  EXPECT_NO_THROW(read({array_of({1'000'000'000, std::nullopt}, nanoseconds)}));
  EXPECT_THROW(read({array_of({0}, arrow::timestamp(arrow::TimeUnit::SECOND, "Europe/Berlin"))}), DataError);
}

TEST(TableFromArrow, NumbersOfEveryWidthComeWholeAcrossBlocks) {
  std::vector<std::optional<std::int64_t>> values(5000);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % 7 != 3) values[i] = static_cast<std::int64_t>(i % 100);
  }
  for (const auto& type : {arrow::int8(), arrow::int32(), arrow::int64(), arrow::uint16()}) {
    const auto read_back = std::get<IntegerColumn>(read({array_of(values, type)})).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_EQ(read_back[i], values[i].value_or(IntegerColumn::kNoInteger)) << type->ToString() << ", row " << i;
    }
  }
  for (const auto& type : {arrow::float32(), arrow::float64(), arrow::decimal128(19, 0)}) {
    const auto read_back = std::get<NumberColumn>(read({array_of(values, type)})).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_EQ(std::isnan(read_back[i]), !values[i]) << type->ToString() << ", row " << i;
      if (!values[i]) continue;
      ASSERT_EQ(read_back[i], static_cast<double>(*values[i])) << type->ToString() << ", row " << i;
    }
  }
}

}  // namespace
}  // namespace demandcast
