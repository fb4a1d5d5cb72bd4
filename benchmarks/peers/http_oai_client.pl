# HTTP::OAI, as its documentation shows it: a JSON object a record on standard output.
use strict;
use warnings;
use HTTP::OAI;
use JSON::PP;

$| = 1;
my $json = JSON::PP->new->utf8;
my $harvester = HTTP::OAI::Harvester->new( baseURL => $ARGV[0], timeout => 30 );
my $response = $harvester->ListRecords(
    metadataPrefix => 'marc21',
    onRecord       => sub {
        my ($record) = @_;
        my $metadata = $record->metadata;
        print $json->encode(
            {
                id      => $record->identifier,
                deleted => $record->is_deleted ? JSON::PP::true : JSON::PP::false,
                xml     => $metadata ? $metadata->dom->toString : '',
            }
        ), "\n";
    },
);
die $response->code . ' ' . $response->message . "\n" if $response->is_error;
