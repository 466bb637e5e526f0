//! 写 JSON: this program's own types, as serde_json writes them, with very little
//! code: nothing here can fail, so no caller carries what to do when it does.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::raw::MARK;

/// The value as JSON.
#[must_use]
pub fn write<T: Serialize + ?Sized>(value: &T) -> String {
    let mut writer = Writer::default();
    let Ok(()) = value.serialize(&mut writer);
    writer.out
}

/// Nothing to go wrong: every type of ours can be written.
#[derive(Debug)]
pub enum Never {}

impl core::fmt::Display for Never {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match *self {}
    }
}

impl core::error::Error for Never {}

impl serde::ser::Error for Never {
    fn custom<T: core::fmt::Display>(_: T) -> Self {
        unreachable!("no type of this program refuses to be written")
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Whether the next text stands for itself ([`Raw`](super::Raw)).
    raw: bool,
}

impl Writer {
    #[inline(never)]
    fn text(&mut self, text: &str) {
        if self.raw {
            return self.out.push_str(text);
        }
        self.out.push('"');
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.out.push_str(&text[start..at]);
            start = at + 1;
            self.out.push('\\');
            match byte {
                b'"' | b'\\' => self.out.push(char::from(byte)),
                b'\n' => self.out.push('n'),
                b'\r' => self.out.push('r'),
                b'\t' => self.out.push('t'),
                0x8 => self.out.push('b'),
                0xc => self.out.push('f'),
                _ => {
                    self.out.push_str(if byte < 0x10 { "u000" } else { "u001" });
                    self.out
                        .push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
                }
            }
        }
        self.out.push_str(&text[start..]);
        self.out.push('"');
    }

    #[inline(never)]
    fn unsigned(&mut self, mut number: u64) {
        let start = self.out.len();
        loop {
            // Digits are one byte each: inserting before them is safe.
            let digit = char::from(b'0' + (number % 10) as u8);
            self.out.insert(start, digit);
            number /= 10;
            if number == 0 {
                return;
            }
        }
    }

    /// A name and a colon, behind a comma unless it comes first.
    #[inline(never)]
    fn name(&mut self, first: &mut bool, name: &str) {
        self.comma(first);
        self.text(name);
        self.out.push(':');
    }

    #[inline(never)]
    fn comma(&mut self, first: &mut bool) {
        if !core::mem::replace(first, false) {
            self.out.push(',');
        }
    }

    #[inline(never)]
    fn open_variant(&mut self, variant: &str) {
        self.out.push('{');
        self.name(&mut true, variant);
    }

    #[inline(never)]
    fn several(&mut self, open: char, close: &'static str) -> Several<'_> {
        self.out.push(open);
        Several {
            writer: self,
            first: true,
            close,
        }
    }
}

struct Several<'w> {
    writer: &'w mut Writer,
    first: bool,
    close: &'static str,
}

impl Several<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Never> {
        self.writer.comma(&mut self.first);
        item.serialize(&mut *self.writer)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Never> {
        if name == MARK {
            self.writer.raw = true;
            value.serialize(&mut *self.writer)?;
            self.writer.raw = false;
            return Ok(());
        }
        self.writer.name(&mut self.first, name);
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Result<(), Never> {
        self.writer.out.push_str(self.close);
        Ok(())
    }
}

macro_rules! numbers {
    ($($unsigned:ident $u:ty, $signed:ident $i:ty;)*) => {
        $(
            fn $unsigned(self, number: $u) -> Result<(), Never> {
                self.unsigned(u64::from(number));
                Ok(())
            }

            fn $signed(self, number: $i) -> Result<(), Never> {
                if number < 0 {
                    self.out.push('-');
                }
                self.unsigned(u64::from(number.unsigned_abs()));
                Ok(())
            }
        )*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Several<'w>;
    type SerializeTuple = Several<'w>;
    type SerializeTupleStruct = Several<'w>;
    type SerializeTupleVariant = Several<'w>;
    type SerializeMap = Several<'w>;
    type SerializeStruct = Several<'w>;
    type SerializeStructVariant = Several<'w>;

    numbers! {
        serialize_u8 u8, serialize_i8 i8;
        serialize_u16 u16, serialize_i16 i16;
        serialize_u32 u32, serialize_i32 i32;
        serialize_u64 u64, serialize_i64 i64;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Never> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Never> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Never> {
        match value.is_finite() {
            true => self.out.push_str(&value.to_string()),
            false => self.out.push_str("null"),
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Never> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Never> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Never> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Never> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.out.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Several<'w>, Never> {
        Ok(self.several('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Several<'w>, Never> {
        Ok(self.several('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Several<'w>, Never> {
        Ok(self.several('[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Several<'w>, Never> {
        self.open_variant(variant);
        Ok(self.several('[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Several<'w>, Never> {
        Ok(self.several('{', "}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Several<'w>, Never> {
        if name == MARK {
            return Ok(Several {
                writer: self,
                first: true,
                close: "",
            });
        }
        Ok(self.several('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Several<'w>, Never> {
        self.open_variant(variant);
        Ok(self.several('{', "}}"))
    }
}

macro_rules! fields {
    ($($of:ident $write:ident($($name:ident)?);)*) => {
        $(impl $of for Several<'_> {
            type Ok = ();
            type Error = Never;

            fn $write<T: Serialize + ?Sized>(
                &mut self,
                $($name: &'static str,)?
                value: &T,
            ) -> Result<(), Never> {
                fields!(@ self value $($name)?)
            }

            fn end(self) -> Result<(), Never> {
                self.close()
            }
        })*
    };
    (@ $self:ident $value:ident) => { $self.item($value) };
    (@ $self:ident $value:ident $name:ident) => { $self.member($name, $value) };
}

fields! {
    SerializeSeq serialize_element();
    SerializeTuple serialize_element();
    SerializeTupleStruct serialize_field();
    SerializeTupleVariant serialize_field();
    SerializeStruct serialize_field(name);
    SerializeStructVariant serialize_field(name);
}

impl SerializeMap for Several<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        self.writer.comma(&mut self.first);
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        // A number is written as a text where it is a name.
        if !self.writer.out[start..].starts_with('"') {
            self.writer.out.insert(start, '"');
            self.writer.out.push('"');
        }
        self.writer.out.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Never> {
        self.close()
    }
}
