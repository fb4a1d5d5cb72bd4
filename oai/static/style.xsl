<?xml version="1.0" encoding="UTF-8"?>
<!-- Shows an OAI-PMH response as a page, in Vietnamese or English, with links to go on.

     Without scripts and cookies: what is said in both languages stands twice, and the page's fragment tells which
     shows. Every link in English ends in #en, so that the language stays. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:oai="http://www.openarchives.org/OAI/2.0/"
    xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:oai_qdc="http://worldcat.org/xmlschemas/qdc-1.0/"
    xmlns:marc="http://www.loc.gov/MARC21/slim"
    exclude-result-prefixes="oai oai_dc oai_qdc marc">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>

  <xsl:variable name="request" select="/oai:OAI-PMH/oai:request"/>
  <xsl:variable name="prefix">
    <xsl:choose>
      <xsl:when test="$request/@metadataPrefix"><xsl:value-of select="$request/@metadataPrefix"/></xsl:when>
      <xsl:when test="//marc:record">marc21</xsl:when>
      <xsl:otherwise>oai_dc</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="door">
    <xsl:call-template name="last-segment"><xsl:with-param name="path" select="string($request)"/></xsl:call-template>
  </xsl:variable>

  <xsl:template match="/oai:OAI-PMH">
    <html lang="vi">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>OAI-PMH · <xsl:value-of select="$request"/></title>
        <link rel="stylesheet" href="{$door}/style.css"/>
      </head>
      <body id="en">
        <header>
          <nav aria-label="OAI-PMH">
            <span class="name">OAI-PMH</span>
            <xsl:call-template name="link">
              <xsl:with-param name="query">verb=Identify</xsl:with-param>
              <xsl:with-param name="vi">Kho này</xsl:with-param>
              <xsl:with-param name="en">This repository</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="link">
              <xsl:with-param name="query">verb=ListMetadataFormats</xsl:with-param>
              <xsl:with-param name="vi">Định dạng</xsl:with-param>
              <xsl:with-param name="en">Formats</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="link">
              <xsl:with-param name="query">verb=ListSets</xsl:with-param>
              <xsl:with-param name="vi">Tập hợp</xsl:with-param>
              <xsl:with-param name="en">Sets</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="link">
              <xsl:with-param name="query">verb=ListRecords&amp;metadataPrefix=oai_dc</xsl:with-param>
              <xsl:with-param name="vi">Biểu ghi</xsl:with-param>
              <xsl:with-param name="en">Records</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="link">
              <xsl:with-param name="query">verb=ListIdentifiers&amp;metadataPrefix=oai_dc</xsl:with-param>
              <xsl:with-param name="vi">Định danh</xsl:with-param>
              <xsl:with-param name="en">Identifiers</xsl:with-param>
            </xsl:call-template>
            <span class="switch">
              <a class="vi" href="#en" lang="en">English</a>
              <a class="en" href="#vi">Tiếng Việt</a>
            </span>
          </nav>
        </header>
        <main>
          <h1>
            <xsl:call-template name="said">
              <xsl:with-param name="vi">Cổng thu hoạch biểu ghi</xsl:with-param>
              <xsl:with-param name="en">Door for harvesters</xsl:with-param>
            </xsl:call-template>
          </h1>
          <p>
            <xsl:call-template name="said">
              <xsl:with-param name="vi">Địa chỉ này dành cho máy thu hoạch biểu ghi theo giao thức OAI-PMH 2.0. Trình duyệt hiển thị câu trả lời thành trang để người đọc xem được.</xsl:with-param>
              <xsl:with-param name="en">This address is for machines that harvest records by OAI-PMH 2.0. A browser shows the answer as a page for people to read.</xsl:with-param>
            </xsl:call-template>
          </p>
          <xsl:apply-templates select="*[not(self::oai:responseDate or self::oai:request)]"/>
        </main>
        <footer>
          <p>
            <xsl:call-template name="said">
              <xsl:with-param name="vi">Trả lời lúc</xsl:with-param>
              <xsl:with-param name="en">Answered</xsl:with-param>
            </xsl:call-template>
            <xsl:text> </xsl:text>
            <time><xsl:value-of select="oai:responseDate"/></time>
            <xsl:text> · </xsl:text>
            <xsl:value-of select="$request"/>
          </p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- What is said in both languages; the stylesheet of the page shows one. -->
  <xsl:template name="said">
    <xsl:param name="vi"/>
    <xsl:param name="en"/>
    <span class="vi"><xsl:value-of select="$vi"/></span>
    <span class="en" lang="en"><xsl:value-of select="$en"/></span>
  </xsl:template>

  <xsl:template name="link">
    <xsl:param name="query"/>
    <xsl:param name="vi"/>
    <xsl:param name="en"/>
    <xsl:param name="class"/>
    <a class="{normalize-space(concat($class, ' vi'))}" href="?{$query}"><xsl:value-of select="$vi"/></a>
    <a class="{normalize-space(concat($class, ' en'))}" href="?{$query}#en" lang="en"><xsl:value-of select="$en"/></a>
  </xsl:template>

  <!-- A link whose text is not language: an identifier, a setSpec. -->
  <xsl:template name="plain-link">
    <xsl:param name="query"/>
    <xsl:param name="text"/>
    <a class="vi" href="?{$query}"><xsl:value-of select="$text"/></a>
    <a class="en" href="?{$query}#en"><xsl:value-of select="$text"/></a>
  </xsl:template>

  <xsl:template name="last-segment">
    <xsl:param name="path"/>
    <xsl:choose>
      <xsl:when test="contains($path, '/')">
        <xsl:call-template name="last-segment"><xsl:with-param name="path" select="substring-after($path, '/')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$path"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A value as it stands in a query. -->
  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:param name="signs" select="'%&amp;+#;'"/>
    <xsl:variable name="sign" select="substring($signs, 1, 1)"/>
    <xsl:choose>
      <xsl:when test="$sign = ''"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="contains($text, $sign)">
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="substring-before($text, $sign)"/>
          <xsl:with-param name="signs" select="substring($signs, 2)"/>
        </xsl:call-template>
        <xsl:value-of select="substring('%25%26%2B%23%3B', 3 * (5 - string-length($signs)) + 1, 3)"/>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="substring-after($text, $sign)"/>
          <xsl:with-param name="signs" select="$signs"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="signs" select="substring($signs, 2)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="oai:error">
    <article class="error">
      <h2>
        <xsl:call-template name="said">
          <xsl:with-param name="vi">Không trả lời được:</xsl:with-param>
          <xsl:with-param name="en">No answer:</xsl:with-param>
        </xsl:call-template>
        <xsl:text> </xsl:text>
        <xsl:value-of select="@code"/>
      </h2>
      <p class="vi">
        <xsl:choose>
          <xsl:when test="@code = 'badArgument'">Câu hỏi thiếu đối số, thừa đối số, hoặc có đối số viết sai.</xsl:when>
          <xsl:when test="@code = 'badVerb'">Câu hỏi không có động từ (verb) nào của OAI-PMH.</xsl:when>
          <xsl:when test="@code = 'badResumptionToken'">Mã tiếp tục (resumptionToken) không đúng hoặc đã hết hạn. Hãy lấy danh sách lại từ đầu.</xsl:when>
          <xsl:when test="@code = 'cannotDisseminateFormat'">Biểu ghi hoặc kho này không có định dạng đó.</xsl:when>
          <xsl:when test="@code = 'idDoesNotExist'">Kho này không có biểu ghi nào mang định danh đó.</xsl:when>
          <xsl:when test="@code = 'noRecordsMatch'">Không có biểu ghi nào hợp với câu hỏi.</xsl:when>
          <xsl:when test="@code = 'noMetadataFormats'">Biểu ghi đó không có định dạng nào.</xsl:when>
          <xsl:when test="@code = 'noSetHierarchy'">Kho này không chia thành tập hợp.</xsl:when>
        </xsl:choose>
      </p>
      <p lang="en"><xsl:value-of select="."/></p>
    </article>
  </xsl:template>

  <xsl:template match="oai:Identify">
    <article>
      <h2><xsl:value-of select="oai:repositoryName"/></h2>
      <dl>
        <xsl:apply-templates select="*[not(self::oai:description or self::oai:repositoryName)]" mode="identity"/>
      </dl>
      <xsl:for-each select="oai:description">
        <ul class="tree"><xsl:apply-templates select="*" mode="tree"/></ul>
      </xsl:for-each>
    </article>
  </xsl:template>

  <xsl:template match="*" mode="identity">
    <dt>
      <xsl:call-template name="said">
        <xsl:with-param name="vi">
          <xsl:choose>
            <xsl:when test="self::oai:baseURL">Địa chỉ cổng</xsl:when>
            <xsl:when test="self::oai:protocolVersion">Phiên bản giao thức</xsl:when>
            <xsl:when test="self::oai:adminEmail">Thư điện tử quản trị</xsl:when>
            <xsl:when test="self::oai:earliestDatestamp">Mốc thời gian sớm nhất</xsl:when>
            <xsl:when test="self::oai:deletedRecord">Biểu ghi đã xóa</xsl:when>
            <xsl:when test="self::oai:granularity">Độ chi tiết thời gian</xsl:when>
            <xsl:when test="self::oai:compression">Nén</xsl:when>
            <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="en" select="local-name()"/>
      </xsl:call-template>
    </dt>
    <dd><xsl:value-of select="."/></dd>
  </xsl:template>

  <xsl:template match="oai:ListMetadataFormats">
    <xsl:variable name="identifier">
      <xsl:call-template name="escaped"><xsl:with-param name="text" select="$request/@identifier"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$request/@identifier"><p><xsl:value-of select="$request/@identifier"/></p></xsl:if>
    <xsl:for-each select="oai:metadataFormat">
      <article>
        <h2><xsl:value-of select="oai:metadataPrefix"/></h2>
        <dl>
          <dt>
            <xsl:call-template name="said">
              <xsl:with-param name="vi">Lược đồ</xsl:with-param>
              <xsl:with-param name="en">Schema</xsl:with-param>
            </xsl:call-template>
          </dt>
          <dd><a href="{oai:schema}"><xsl:value-of select="oai:schema"/></a></dd>
          <dt>
            <xsl:call-template name="said">
              <xsl:with-param name="vi">Không gian tên</xsl:with-param>
              <xsl:with-param name="en">Namespace</xsl:with-param>
            </xsl:call-template>
          </dt>
          <dd><xsl:value-of select="oai:metadataNamespace"/></dd>
        </dl>
        <p class="actions">
          <xsl:choose>
            <xsl:when test="$request/@identifier">
              <xsl:call-template name="link">
                <xsl:with-param name="query" select="concat('verb=GetRecord&amp;metadataPrefix=', oai:metadataPrefix, '&amp;identifier=', $identifier)"/>
                <xsl:with-param name="vi">Xem biểu ghi</xsl:with-param>
                <xsl:with-param name="en">See the record</xsl:with-param>
              </xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="link">
                <xsl:with-param name="query" select="concat('verb=ListRecords&amp;metadataPrefix=', oai:metadataPrefix)"/>
                <xsl:with-param name="vi">Biểu ghi</xsl:with-param>
                <xsl:with-param name="en">Records</xsl:with-param>
              </xsl:call-template>
              <xsl:call-template name="link">
                <xsl:with-param name="query" select="concat('verb=ListIdentifiers&amp;metadataPrefix=', oai:metadataPrefix)"/>
                <xsl:with-param name="vi">Định danh</xsl:with-param>
                <xsl:with-param name="en">Identifiers</xsl:with-param>
              </xsl:call-template>
            </xsl:otherwise>
          </xsl:choose>
        </p>
      </article>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="oai:ListSets">
    <xsl:for-each select="oai:set">
      <xsl:variable name="spec">
        <xsl:call-template name="escaped"><xsl:with-param name="text" select="oai:setSpec"/></xsl:call-template>
      </xsl:variable>
      <article>
        <h2><xsl:value-of select="oai:setName"/></h2>
        <dl>
          <dt>setSpec</dt>
          <dd><xsl:value-of select="oai:setSpec"/></dd>
          <xsl:for-each select="oai:setDescription//*[not(*)]">
            <dt><xsl:value-of select="local-name()"/></dt>
            <dd><xsl:call-template name="language"/><xsl:value-of select="."/></dd>
          </xsl:for-each>
        </dl>
        <p class="actions">
          <xsl:call-template name="link">
            <xsl:with-param name="query" select="concat('verb=ListRecords&amp;metadataPrefix=oai_dc&amp;set=', $spec)"/>
            <xsl:with-param name="vi">Biểu ghi</xsl:with-param>
            <xsl:with-param name="en">Records</xsl:with-param>
          </xsl:call-template>
          <xsl:call-template name="link">
            <xsl:with-param name="query" select="concat('verb=ListIdentifiers&amp;metadataPrefix=oai_dc&amp;set=', $spec)"/>
            <xsl:with-param name="vi">Định danh</xsl:with-param>
            <xsl:with-param name="en">Identifiers</xsl:with-param>
          </xsl:call-template>
        </p>
      </article>
    </xsl:for-each>
    <xsl:apply-templates select="oai:resumptionToken"/>
  </xsl:template>

  <xsl:template match="oai:ListIdentifiers | oai:ListRecords | oai:GetRecord">
    <xsl:apply-templates select="oai:resumptionToken" mode="count"/>
    <xsl:for-each select="oai:header | oai:record">
      <article>
        <xsl:if test="descendant-or-self::oai:header/@status = 'deleted'">
          <xsl:attribute name="class">deleted</xsl:attribute>
        </xsl:if>
        <xsl:apply-templates select="self::oai:header | oai:header"/>
        <xsl:apply-templates select="oai:metadata"/>
        <xsl:for-each select="oai:about">
          <ul class="tree"><xsl:apply-templates select="*" mode="tree"/></ul>
        </xsl:for-each>
      </article>
    </xsl:for-each>
    <xsl:apply-templates select="oai:resumptionToken"/>
  </xsl:template>

  <xsl:template match="oai:header">
    <xsl:variable name="identifier">
      <xsl:call-template name="escaped"><xsl:with-param name="text" select="oai:identifier"/></xsl:call-template>
    </xsl:variable>
    <h2>
      <xsl:call-template name="plain-link">
        <xsl:with-param name="query" select="concat('verb=GetRecord&amp;metadataPrefix=', $prefix, '&amp;identifier=', $identifier)"/>
        <xsl:with-param name="text" select="oai:identifier"/>
      </xsl:call-template>
    </h2>
    <dl>
      <xsl:if test="@status = 'deleted'">
        <dt>
          <xsl:call-template name="said">
            <xsl:with-param name="vi">Trạng thái</xsl:with-param>
            <xsl:with-param name="en">Status</xsl:with-param>
          </xsl:call-template>
        </dt>
        <dd>
          <xsl:call-template name="said">
            <xsl:with-param name="vi">đã xóa</xsl:with-param>
            <xsl:with-param name="en">deleted</xsl:with-param>
          </xsl:call-template>
        </dd>
      </xsl:if>
      <dt>
        <xsl:call-template name="said">
          <xsl:with-param name="vi">Mốc thời gian</xsl:with-param>
          <xsl:with-param name="en">Datestamp</xsl:with-param>
        </xsl:call-template>
      </dt>
      <dd><time><xsl:value-of select="oai:datestamp"/></time></dd>
      <xsl:if test="oai:setSpec">
        <dt>
          <xsl:call-template name="said">
            <xsl:with-param name="vi">Tập hợp</xsl:with-param>
            <xsl:with-param name="en">Sets</xsl:with-param>
          </xsl:call-template>
        </dt>
        <dd>
          <xsl:for-each select="oai:setSpec">
            <xsl:variable name="spec">
              <xsl:call-template name="escaped"><xsl:with-param name="text" select="."/></xsl:call-template>
            </xsl:variable>
            <xsl:call-template name="plain-link">
              <xsl:with-param name="query" select="concat('verb=ListIdentifiers&amp;metadataPrefix=', $prefix, '&amp;set=', $spec)"/>
              <xsl:with-param name="text" select="."/>
            </xsl:call-template>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </dd>
      </xsl:if>
    </dl>
    <p class="actions">
      <xsl:call-template name="link">
        <xsl:with-param name="query" select="concat('verb=ListMetadataFormats&amp;identifier=', $identifier)"/>
        <xsl:with-param name="vi">Các định dạng của biểu ghi</xsl:with-param>
        <xsl:with-param name="en">Formats of this record</xsl:with-param>
      </xsl:call-template>
    </p>
  </xsl:template>

  <xsl:template match="oai:metadata[oai_dc:dc or oai_qdc:qualifieddc]">
    <dl>
      <xsl:for-each select="*/*">
        <dt><xsl:value-of select="name()"/></dt>
        <dd><xsl:call-template name="language"/><xsl:call-template name="value"/></dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="oai:metadata[marc:record]">
    <dl class="marc">
      <dt>LDR</dt>
      <dd><xsl:value-of select="marc:record/marc:leader"/></dd>
      <xsl:for-each select="marc:record/marc:controlfield | marc:record/marc:datafield">
        <dt><xsl:value-of select="@tag"/><xsl:text> </xsl:text><xsl:value-of select="@ind1"/><xsl:value-of select="@ind2"/></dt>
        <dd>
          <xsl:value-of select="self::marc:controlfield"/>
          <xsl:for-each select="marc:subfield">
            <b>$<xsl:value-of select="@code"/></b><xsl:text> </xsl:text><xsl:value-of select="."/><xsl:text> </xsl:text>
          </xsl:for-each>
        </dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="oai:metadata">
    <ul class="tree"><xsl:apply-templates select="*" mode="tree"/></ul>
  </xsl:template>

  <!-- Any XML, element by element. -->
  <xsl:template match="*" mode="tree">
    <li>
      <span class="element"><xsl:value-of select="name()"/></span>
      <xsl:for-each select="@*[name() != 'xsi:schemaLocation' and name() != 'xml:lang']">
        <span class="attribute">
          <xsl:value-of select="name()"/>
          <xsl:text>=</xsl:text>
          <xsl:call-template name="value"/>
        </span>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="*"><ul class="tree"><xsl:apply-templates select="*" mode="tree"/></ul></xsl:when>
        <xsl:otherwise>
          <span><xsl:call-template name="language"/><xsl:call-template name="value"/></span>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- The current value; an address is a link. -->
  <xsl:template name="value">
    <xsl:choose>
      <xsl:when test="starts-with(., 'http://') or starts-with(., 'https://')">
        <a href="{.}"><xsl:value-of select="."/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="oai:resumptionToken" mode="count">
    <xsl:if test="@completeListSize">
      <p class="count">
        <xsl:value-of select="@cursor + 1"/>–<xsl:value-of select="@cursor + count(../*) - 1"/>
        <xsl:text> / </xsl:text>
        <xsl:value-of select="@completeListSize"/>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="oai:resumptionToken">
    <xsl:if test="string(.)">
      <xsl:variable name="token">
        <xsl:call-template name="escaped"><xsl:with-param name="text" select="."/></xsl:call-template>
      </xsl:variable>
      <p>
        <xsl:call-template name="link">
          <xsl:with-param name="query" select="concat('verb=', local-name(..), '&amp;resumptionToken=', $token)"/>
          <xsl:with-param name="vi">Trang sau</xsl:with-param>
          <xsl:with-param name="en">Next page</xsl:with-param>
          <xsl:with-param name="class">next</xsl:with-param>
        </xsl:call-template>
      </p>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
